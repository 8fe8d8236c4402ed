/** What the dialog has besides a panel's rules. */
export const FIELDS =
  'blockquote{margin:0 0 1.1em;max-height:9em;overflow:auto}mark{padding:.05em .15em;background:var(--a);color:var(--b);border-radius:2px}' +
  'label{display:block;margin:0 0 .9em;font-size:.9em;font-weight:600}' +
  'textarea,input{display:block;width:100%;margin:.3em 0 0;padding:.5em .6em;border:1px solid gray;border-radius:4px;background:var(--b);color:var(--t);font:inherit;font-weight:400;font-size:max(16px,1.1em);resize:vertical}' +
  ':focus-visible:is(textarea,input){outline-offset:0}[hidden]{display:none}';
