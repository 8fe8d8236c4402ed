import { all } from '../dom';
import { cleanAll, language } from '../text';
import { names, type Thing } from './jsonld';
import { countWords } from './words';

/** What a page says of its article, under the wire's names. */
export interface Meta {
  readonly t?: string | undefined;
  readonly s?: string | undefined;
  readonly a?: string[];
  readonly g?: string[];
  readonly p?: string | undefined;
  readonly w?: number;
  readonly l?: string | undefined;
}

/** All contents of `<meta>` with that name. */
const tags = (name: string): string[] =>
  all<HTMLMetaElement>(`meta[property="${name}"],meta[name="${name}"]`).map(({ content }) => content);

/** Read the article's metadata: JSON-LD before Open Graph before plain `<meta>`. */
export function readMeta(article: Thing, body: HTMLElement): Meta {
  const { headline, articleSection, author, keywords, datePublished } = article;
  return {
    t: cleanAll([headline, ...tags('og:title'), document.title], 300, 1)[0],
    s: cleanAll([...names(articleSection), ...tags('article:section')], 100, 1)[0],
    a: cleanAll(author ? names(author) : tags('author'), 100, 10),
    g: cleanAll((keywords ? names(keywords) : [...tags('article:tag'), ...tags('keywords')]).join().split(','), 60, 30),
    p: cleanAll([datePublished, ...tags('article:published_time')], 40, 1)[0],
    w: countWords(body.innerText),
    l: language(document.documentElement.lang),
  };
}

/** What an article that shares its page with others says of itself. */
export const readMarked = (article: HTMLElement): Meta => ({
  t: cleanAll(all('h1,h2,h3', article).map(({ textContent }) => textContent), 300, 1)[0],
  w: countWords(article.innerText),
  l: language(article.lang || document.documentElement.lang),
});
