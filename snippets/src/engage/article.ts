import { all } from '../dom';

/** The article's body: the most telling mark-up wins, and among its like (teasers are `article` too) the tallest. */
export const articleBody = (): HTMLElement =>
  ['[data-kindly-article]', '[itemprop=articleBody]', 'article', 'main', 'body']
    .map((place) => all(place))
    .find((found) => found[0])!
    .sort((one, other) => other.offsetHeight - one.offsetHeight)[0]!;
