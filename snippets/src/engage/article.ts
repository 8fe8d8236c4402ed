import { all } from '../dom';

/** Whether the middle of the window is past the element's top. */
const begun = (element: HTMLElement): boolean => element.getBoundingClientRect().top < innerHeight / 2;

/**
 * The article's body: the most telling mark-up wins, before it what the page's metadata points at. Among its like
 * (teasers are `article` too) the tallest; of several articles that follow each other on one page the one being read.
 */
export function articleBody(hinted: HTMLElement | undefined, current: HTMLElement | undefined, among: boolean): HTMLElement {
  const found = hinted
    ? [hinted]
    : ['[data-kindly-article]', '[itemprop=articleBody]', 'article', 'main', 'body']
        .map((place) => all(place))
        .find((elements) => elements[0])!;
  if (current && found.includes(current)) return current;
  return ((among || 'kindlyArticle' in found[0]!.dataset) && found.filter(begun).pop()) || found.sort((one, other) => other.offsetHeight - one.offsetHeight)[0]!;
}

/**
 * On a page of several articles, each marked with its address, the one being read: the last to pass the middle. Where
 * none has an address nothing is measured: that would force a layout at load.
 */
export const articleRead = (): HTMLElement | undefined => all('[data-kindly-article*="/"]').filter(begun).pop();

/** Its address. */
export const addressRead = (): string | undefined => (articleRead() || document.body).dataset['kindlyArticle'];
