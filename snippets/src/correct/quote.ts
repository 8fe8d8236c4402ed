import type { Quote } from '../notes/data';
import type { Read } from '../prose';

/** So much stands on either side, characters. */
const CONTEXT = 100;
/** Words of a block in which a quote needs no neighbours to be found again. */
const ENOUGH = 5;

/** As one line; half a character, where a cut went through one, is gone. */
const line = (text: string): string => text.replace(/\n/g, ' ').replace(/[\ud800-\udfff]/gu, '');

/**
 * The marked part of a text with what stands beside it in the same block, in whole words where there are spaces: what
 * stands between blocks (ads, teasers) differs from reader to reader. Of a short block, a heading or a table's cell, it
 * goes on in the next. Nothing where no word is marked.
 */
export function quoteOf({ text, from, to }: Read): Quote | undefined {
  if (from < 0) return undefined;
  let begin = text.lastIndexOf('\n', from) + 1;
  let end = (text + '\n').indexOf('\n', to);
  if (text.slice(begin, end).split(/\s/).length < ENOUGH) {
    begin = 0;
    end = text.length;
  }
  const before = text.slice(Math.max(begin, from - CONTEXT), from);
  const after = text.slice(to, Math.min(end, to + CONTEXT));
  return {
    exact: line(text.slice(from, to)),
    prefix: line(from - CONTEXT > begin ? before.replace(/^\S*\s(?=.)/, '') : before),
    suffix: line(to + CONTEXT < end ? after.replace(/(.)\s\S*$/, '$1') : after),
    position: from,
  };
}
