import type { Form, Theme } from './data';

const FONTS = { page: '', system: 'system-ui,sans-serif', serif: 'Georgia,serif' };

/** Only a colour is put into the sheet. */
const colours = (scheme: string, ...all: string[]): string =>
  `color-scheme:${scheme};` + all.map((colour, index) => `--${'bta'[index]}:${/^#\w+$/.test(colour) ? colour : 'Canvas'};`).join('');

const OVER = 'position:fixed!important;z-index:2147483647!important';
/** A picture stands beside the words of a note and of a strip, above those of a dialog. */
const BESIDE = 'section>div{display:grid;grid-template-columns:auto 1fr auto}section>div>*{grid-column:2}section>div>img{grid-area:1/1/9;margin-inline-end:1.2em}@media(max-width:34em){section>div{display:block}}';
const WALL =
  'dialog:first-child{background:linear-gradient(transparent calc(var(--y) - 9em),var(--b) var(--y))}' +
  'dialog:first-child>div{width:min(100%,38em);margin:auto auto 5vh;border-top:4px solid var(--a);box-shadow:none}';
/** How the host stands in the page, and what the form adds to the sheet. */
const FORMS: Readonly<Record<Form, readonly [string, string]>> = {
  inline: ['clear:both!important;margin:2em 0!important', BESIDE + 'section>div{border-inline-start:4px solid var(--a);max-width:44em;margin:auto}'],
  banner: [
    OVER,
    BESIDE +
      'section{position:fixed;inset:auto 0 0;max-height:75vh;overflow:auto;background:var(--b);border-top:1px solid #8888;box-shadow:0 0 1.5em #0004}' +
      'section>div{border:0;padding-inline-end:3.5em;max-width:76em;margin:auto}' +
      '@media(min-width:55em){section>div>[role]+div{grid-area:1/3/9;align-self:center;max-width:22em;margin:0;margin-inline-start:3em}}' +
      '@media(max-width:34em){section>div{padding:1em}img{display:none}}',
  ],
  dialog: [OVER, ''],
  ['soft_wall']: [OVER, WALL],
  ['hard_wall']: [OVER, WALL],
};

/**
 * The whole sheet. An important declaration on `:host` beats every one of the page, and the page's rules end at the
 * shadow: within, names of elements are enough. `grid` is the column of the article's last paragraph.
 */
export function sheetOf(form: Form, theme: Theme, pageFont: string, grid: string): string {
  const { background, text, accent, dark_background, dark_text, dark_accent, radius, scheme } = theme;
  const light = colours('light', background, text, accent);
  const dark = colours('dark', dark_background, dark_text, dark_accent);
  const [host, own] = FORMS[form];
  return (
    `:host{all:initial!important;display:block!important;grid-column:${grid}!important;${host}}*{box-sizing:border-box}` +
    `section,dialog{all:initial;display:block;font:medium/1.5 ${FONTS[theme.font] || pageFont};color:var(--t);overflow-wrap:anywhere;${scheme === 'dark' ? dark : light}}` +
    'dialog{display:flex;position:fixed;inset:0;overflow:auto;padding:1em;background:#0009}dialog::backdrop{display:none}' +
    `dialog>div,section>div{position:relative;padding:1.5em;background:var(--b);border:1px solid #8886;border-radius:${+radius}px}` +
    'dialog>div{width:min(100%,34em);margin:auto;box-shadow:0 .5em 3em #0006}' +
    'h2{margin:0 0 .4em;padding-inline-end:1.5em;font-size:1.35em;line-height:1.25}h3{margin:1em 0 .3em}' +
    'p,ul,ol,blockquote{margin:0 0 .7em}ul,ol{padding-inline-start:1.4em}blockquote{padding-inline-start:1em;border-inline-start:3px solid #8886}' +
    'img{display:block;width:5em;height:5em;object-fit:contain}dialog img{margin-bottom:.8em}' +
    'a{color:var(--a)}[role]{font-weight:600}:empty{margin:0}' +
    '[role]+div{display:flex;flex-wrap:wrap;gap:.6em;margin-top:1em}' +
    `button,[role]+div>a{all:unset;box-sizing:border-box;padding:.6em 1.1em;border:1px solid;border-radius:${+radius}px;font-weight:600;line-height:1.3;text-align:center;color:var(--a);cursor:pointer}` +
    'button:first-child{background:var(--a);color:var(--b)}button:nth-child(3),[role]+div>a{padding:.6em;border-color:transparent}' +
    '[role]+div>a,button:hover{text-decoration:underline}[aria-disabled]{cursor:default}' +
    'h2~button{position:absolute;inset-block-start:.4em;inset-inline-end:.4em;width:2em;padding:0;border-color:transparent;font-size:1.5em;line-height:2}' +
    ':focus-visible{outline:3px solid var(--a);outline-offset:2px}h2:focus{outline:0}' +
    '@media(max-width:34em){[role]+div>*{flex-grow:1}}' +
    own +
    (scheme === 'auto' ? `@media(prefers-color-scheme:dark){section,dialog{${dark}}}` : '') +
    '@media(prefers-reduced-motion:no-preference){section,dialog{animation:k .25s}@keyframes k{from{opacity:0}}}' +
    '@media(forced-colors:active){section,dialog{--b:Canvas;--t:CanvasText;--a:LinkText}}' +
    '@media print{:host{display:none!important}}'
  );
}
