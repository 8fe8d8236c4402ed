import { randomId } from '../id';
import type { About } from '../notes/page';
import type { Quote, Words } from '../notes/data';
import { clean, language } from '../text';
import type { Fields } from './fields';
import type { Report } from './kept';

export const LONGEST = 1_000;

/** A comment keeps its lines. */
const lines = (text: string): string => text.split('\n').map((line) => clean(line, 2 * LONGEST)).join('\n').trim();

/** What is wrong with what was filled in: the words that say so, and the field. */
export function problem({ exact }: Quote, { suggestion, comment, email }: Fields, words: Words): readonly [string, HTMLElement] | undefined {
  const changed = clean(suggestion.value, LONGEST);
  if (!lines(comment.value) && (!changed || changed === clean(exact, LONGEST))) return [words.empty, suggestion];
  return email.checkValidity() ? undefined : [words.address, email];
}

/** What is sent. A text that the reader has left as it was is no suggestion. */
export function reportOf(about: About, quote: Quote, { suggestion, comment, email, name }: Fields, lang: string, took: number): Report {
  const changed = clean(suggestion.value, LONGEST);
  return Object.assign(
    {
      id: randomId(),
      suggestion: changed === clean(quote.exact, LONGEST) ? '' : changed,
      comment: lines(comment.value),
      email: clean(email.value, 254),
      language: language(lang) || '',
      version: VERSION,
      took,
      name: name.value,
    },
    about,
    quote,
  );
}
