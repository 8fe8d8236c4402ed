import { all } from '../dom';
import { guard } from '../guard';

export type Thing = Readonly<Record<string, unknown>>;

/** One value or a list of them, as a list. */
const list = (value: unknown): unknown[] => ([] as unknown[]).concat(value);

/** The first article in a JSON-LD document, also inside arrays and `@graph`. */
export const findArticle = (document: unknown): Thing | undefined =>
  (list(document) as (Thing | undefined)[]).reduce<Thing | undefined>((found, thing) => {
    if (found || !thing) return found;
    return /(Article|BlogPosting)\b/.test(String(thing['@type'])) ? thing : findArticle(thing['@graph']);
  }, undefined);

/** The texts of what JSON-LD gives as one text, as `{name}`, or as a list of either. */
export const names = (value: unknown): unknown[] => list(value).map((item) => (item && (item as Thing)['name']) || item);

/** The page's JSON-LD article, or an empty thing. A block that is no JSON is passed over. */
export function structured(): Thing {
  let found: Thing | undefined;
  all<HTMLScriptElement>('script[type="application/ld+json"]').forEach(
    guard(({ text }) => {
      found = found || findArticle(JSON.parse(text));
    }),
  );
  return found || {};
}
