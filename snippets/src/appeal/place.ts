import { articleBody } from '../engage/article';
import { appeal, body, first } from './progress';

/** So much of the article's beginning, px, a wall leaves to be read. */
const CLEAR_PX = 320;

/** The text that the appeal belongs to. */
export const article = (): HTMLElement => body() || articleBody(undefined, undefined, first.h === 'route');

/** From where on a wall covers the window, px from its upper edge: a card stands on nothing that can be read. */
export const wallTop = (body: HTMLElement, card: HTMLElement): number =>
  Math.min(body.getBoundingClientRect().top + CLEAR_PX, card.getBoundingClientRect().top);

/**
 * Where the appeal goes. A note goes where it moves nothing that the reader sees: to the foot of the text while that is
 * below the window, else to the end of the page once that is in view. Nothing while there is no such place.
 */
export function spotFor(body: HTMLElement): HTMLElement | undefined {
  if (appeal.form !== 'inline') return document.body;
  if (body.getBoundingClientRect().bottom > innerHeight) return body;
  return scrollY + innerHeight + 1 >= document.documentElement.scrollHeight ? document.body : undefined;
}

/** The column of a grid in which a note goes on below the text. */
export const columnOf = ({ lastElementChild }: Element): string =>
  appeal.form === 'inline' && lastElementChild ? getComputedStyle(lastElementChild).gridColumn : 'auto';

/** Bring what has the focus out from under a strip at the window's foot. */
export function keepClear(focused: Element, strip: Element): void {
  const hidden = focused.getBoundingClientRect().bottom - strip.getBoundingClientRect().top;
  if (hidden > 0) scrollBy(0, hidden + 8);
}
