import { all } from '../dom';

/** The article's body: the most telling mark-up wins, and among its like (teasers are `article` too) the tallest. */
export const articleBody = (): HTMLElement =>
  ['[data-kindly-article]', '[itemprop=articleBody]', 'article', 'main', 'body']
    .map((place) => all(place))
    .filter((found) => found[0])[0]!.reduce((best, other) => (other.offsetHeight > best.offsetHeight ? other : best));
