import { articleBody } from '../engage/article';
import { columnOf, footOf } from '../panel/place';
import { appeal, body, first } from './progress';

/** So much of the article's beginning, px, a wall leaves to be read. */
const CLEAR_PX = 320;

/** The text that the appeal belongs to. */
export const article = (): HTMLElement => body() || articleBody(undefined, undefined, first.h === 'route');

/** From where on a wall covers the window, px from its upper edge: a card stands on nothing that can be read. */
export const wallTop = (body: HTMLElement, card: HTMLElement): number =>
  Math.min(body.getBoundingClientRect().top + CLEAR_PX, card.getBoundingClientRect().top);

/** Where the appeal goes: a note to the foot of the text, everything else over the page. */
export const spotFor = (text: HTMLElement): HTMLElement | undefined => (appeal.form === 'inline' ? footOf(text) : document.body);

/** The column in which a note goes on below the text. */
export const columnFor = (spot: Element): string => (appeal.form === 'inline' ? columnOf(spot) : 'auto');

/** Bring what has the focus out from under a strip at the window's foot. */
export function keepClear(focused: Element, strip: Element): void {
  const hidden = focused.getBoundingClientRect().bottom - strip.getBoundingClientRect().top;
  if (hidden > 0) scrollBy(0, hidden + 8);
}
