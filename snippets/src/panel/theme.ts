/** The site's colours, #rrggbb, and the radius of corners, px. */
export interface Theme {
  readonly background: string;
  readonly text: string;
  readonly accent: string;
  readonly dark_background: string;
  readonly dark_text: string;
  readonly dark_accent: string;
  readonly radius: number;
  readonly font: 'page' | 'system' | 'serif';
  readonly scheme: 'auto' | 'light' | 'dark';
}

const FONTS = { page: '', system: 'system-ui,sans-serif', serif: 'Georgia,serif' };

/** Only a colour is put into the sheet. */
const colours = (scheme: string, ...all: string[]): string =>
  `color-scheme:${scheme};` + all.map((colour, index) => `--${'bta'[index]}:${/^#\w+$/.test(colour) ? colour : 'Canvas'};`).join('');

/** The font of what is ours. */
export const fontOf = ({ font }: Theme, pageFont: string): string => FONTS[font] || pageFont;

/**
 * The theme's colours as --b (background), --t (text) and --a (accent): the declarations of an element, and the rules
 * that change them for `selector` in the dark and under forced colours.
 */
export function coloursOf(theme: Theme, selector: string): readonly [own: string, rules: string] {
  const { background, text, accent, dark_background, dark_text, dark_accent, scheme } = theme;
  const dark = colours('dark', dark_background, dark_text, dark_accent);
  return [
    scheme === 'dark' ? dark : colours('light', background, text, accent),
    (scheme === 'auto' ? `@media(prefers-color-scheme:dark){${selector}{${dark}}}` : '') +
      `@media(forced-colors:active){${selector}{--b:Canvas;--t:CanvasText;--a:LinkText}}`,
  ];
}
