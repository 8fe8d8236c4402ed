import { coloursOf, fontOf, type Theme } from '../panel/theme';

/** The button over the page. */
export function touchSheet(theme: Theme, pageFont: string): string {
  const [colours, rules] = coloursOf(theme, 'button');
  return (
    ':host{all:initial!important;display:block!important;position:fixed!important;z-index:2147483647!important}' +
    `button{all:unset;position:fixed;padding:.8em 1.1em;border:1px solid var(--b);border-radius:${+theme.radius}px;background:var(--a);color:var(--b);font:600 1rem/1.2 ${fontOf(theme, pageFont)};` +
    `box-shadow:0 .2em 1em #0006;cursor:pointer;-webkit-user-select:none;user-select:none;touch-action:manipulation;${colours}}` +
    'button:focus-visible{outline:3px solid var(--a);outline-offset:2px}' +
    rules +
    '@media print{:host{display:none!important}}'
  );
}
