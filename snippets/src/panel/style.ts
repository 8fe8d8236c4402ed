import { coloursOf, fontOf, type Theme } from './theme';

export const OVER = 'position:fixed!important;z-index:2147483647!important';

/**
 * The sheet of a panel. An important declaration on `:host` beats every one of the page, and the page's rules end at the
 * shadow: within, names of elements are enough. `host` is how the host stands in the page, `own` what the sheet has besides.
 */
export function sheetOf(theme: Theme, pageFont: string, host: string, own: string): string {
  const radius = +theme.radius;
  const [colours, rules] = coloursOf(theme, 'section,dialog');
  return (
    `:host{all:initial!important;display:block!important;${host}}*{box-sizing:border-box}` +
    `section,dialog{all:initial;display:block;font:medium/1.5 ${fontOf(theme, pageFont)};color:var(--t);overflow-wrap:anywhere;${colours}}` +
    'dialog{display:flex;position:fixed;inset:0;overflow:auto;padding:1em;background:#0009}dialog::backdrop{display:none}' +
    `dialog>div,section>div{position:relative;padding:1.5em;background:var(--b);border:1px solid #8886;border-radius:${radius}px}` +
    'dialog>div{width:min(100%,34em);margin:auto;box-shadow:0 .5em 3em #0006}' +
    'h2{margin:0 0 .4em;padding-inline-end:1.5em;font-size:1.35em;line-height:1.25}' +
    'p,blockquote{margin:0 0 .7em}blockquote{padding-inline-start:1em;border-inline-start:3px solid #8886}' +
    '[role]{font-weight:600}:empty{margin:0}' +
    '[role]+div{display:flex;flex-wrap:wrap;gap:.6em;margin-top:1em}' +
    `button{all:unset;box-sizing:border-box;padding:.6em 1.1em;border:1px solid;border-radius:${radius}px;font-weight:600;line-height:1.3;text-align:center;color:var(--a);cursor:pointer}` +
    'button:first-child{background:var(--a);color:var(--b)}button:hover{text-decoration:underline}' +
    'h2~button{position:absolute;inset-block-start:.4em;inset-inline-end:.4em;width:2em;padding:0;border-color:transparent;font-size:1.5em;line-height:2}' +
    ':focus-visible{outline:3px solid var(--a);outline-offset:2px}h2:focus{outline:0}' +
    '@media(max-width:34em){[role]+div>*{flex-grow:1}}' +
    own +
    rules +
    '@media(prefers-reduced-motion:no-preference){section,dialog{animation:k .25s}@keyframes k{from{opacity:0}}}' +
    '@media print{:host{display:none!important}}'
  );
}
