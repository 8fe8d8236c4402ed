import { articleBody, articleRead } from '../engage/article';
import { guard } from '../guard';
import { type Meta, readMarked, readMeta } from '../meta';
import { holding } from '../meta/body';
import { structured } from '../meta/jsonld';
import { given } from '../need';

// Loaded for a view whose article the service does not know, or where the metadata holds the article's text.
guard(() => {
  const tell = given<(meta: Meta, body: HTMLElement | undefined) => void>();
  const marked = articleRead();
  // On a page of several articles the page's metadata is that of one of them.
  if (marked) return tell(readMarked(marked), undefined);
  const article = structured();
  // Where the publisher has marked the body, nothing has to be guessed.
  const body = document.querySelector('[data-kindly-article]') ? undefined : holding(article['articleBody']);
  tell(readMeta(article, articleBody(body, undefined, false)), body);
})();
