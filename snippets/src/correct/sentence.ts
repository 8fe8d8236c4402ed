import type { Quote } from '../notes/data';

/** The end of a sentence, with its closing quotation marks. */
const END = '(?:[.!?…][\'"”’»)\\]]*(?=\\s|$)|[。！？][」』”’）]*)';
/** Up to the last end of a sentence. */
const UP_TO_LAST = new RegExp(`^[^]*${END}\\s*`);
const FIRST = new RegExp(`^[^]*?${END}`);
const ENDED = new RegExp(END + '$');
/** A side this long was cut off somewhere, so that more stands beyond it. */
const CUT = 80;

/** What stands before and after a quote in its sentence; an ellipsis where that goes on. */
export function sentenceAround({ exact, prefix, suffix }: Quote): readonly [before: string, after: string] {
  const before = prefix.replace(UP_TO_LAST, '');
  const [after = suffix + (suffix.length > CUT ? '…' : '')] = ENDED.test(exact) ? [''] : FIRST.exec(suffix) || [];
  return [(before === prefix && prefix.length > CUT ? '…' : '') + before, after];
}
