import { OVER, sheetOf as panelSheet } from '../panel/style';
import type { Theme } from '../panel/theme';
import type { Form } from './data';

/** A picture stands beside the words of a note and of a strip, above those of a dialog. */
const BESIDE = 'section>div{display:grid;grid-template-columns:auto 1fr auto}section>div>*{grid-column:2}section>div>img{grid-area:1/1/9;margin-inline-end:1.2em}@media(max-width:34em){section>div{display:block}}';
/** What is said and can be pressed besides a panel's own: lists, links among the buttons, the third button. */
const TEXT =
  'h3{margin:1em 0 .3em}ul,ol{margin:0 0 .7em;padding-inline-start:1.4em}a{color:var(--a)}' +
  '[role]+div>a{box-sizing:border-box;font-weight:600;line-height:1.3;text-align:center}button:nth-child(3),[role]+div>a{padding:.6em;border:1px solid transparent}[aria-disabled]{cursor:default}';
const PICTURE = 'img{display:block;width:5em;height:5em;object-fit:contain}dialog img{margin-bottom:.8em}';
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

/** The whole sheet of a form; `grid` is the column of the article's last paragraph. */
export function sheetOf(form: Form, theme: Theme, pageFont: string, grid: string): string {
  const [host, own] = FORMS[form];
  return panelSheet(theme, pageFont, `grid-column:${grid}!important;${host}`, TEXT + PICTURE + own);
}
