import { all } from '../dom';
import { articleBody } from '../engage/article';

/** An article on the page. */
export interface Article {
  readonly body: HTMLElement;
  /** Its headline, where that stands outside of it, and its body. */
  readonly roots: readonly HTMLElement[];
  readonly url: string;
}

let last: HTMLElement | undefined;

/** Those that are marked with their addresses, or the page's only one. */
export function articles(): Article[] {
  const marked = all('[data-kindly-article*="/"]');
  if (marked[0])
    return marked.map((body) => ({ body, roots: [body], url: new URL(body.dataset['kindlyArticle']!, location.href).href }));
  const body = (last = articleBody(undefined, last, false));
  return [{ body, roots: [...all('h1').filter((title) => !body.contains(title)), body], url: location.href }];
}

/** What the reader has selected, if anything. */
export function selected(): Range | undefined {
  const selection = getSelection();
  return selection && selection.rangeCount && !selection.isCollapsed ? selection.getRangeAt(0).cloneRange() : undefined;
}

/** The article in which a range begins, or that it touches. */
export const articleOf = (range: Range): Article | undefined =>
  articles().find(({ roots }) => roots.some((root) => range.intersectsNode(root)));
