import type { Quote, Words } from '../notes/data';
import { add } from '../panel/nodes';
import { sentenceAround } from './sentence';

/** What the reader fills in. */
export interface Fields {
  readonly suggestion: HTMLTextAreaElement;
  readonly comment: HTMLTextAreaElement;
  readonly email: HTMLInputElement;
  /** Left alone by people, who do not see it, and by their browsers. */
  readonly name: HTMLInputElement;
}

/** A labelled field. Its direction is that of what is written in it. */
function field<K extends 'textarea' | 'input'>(to: ParentNode, name: K, label: string, longest: number): HTMLElementTagNameMap[K] {
  const made: HTMLTextAreaElement | HTMLInputElement = add(add(to, 'label', label), name);
  made.maxLength = longest;
  made.dir = 'auto';
  return made as HTMLElementTagNameMap[K];
}

/** The selected words in their sentence, in the article's language. */
function show(to: ParentNode, quote: Quote, lang: string): void {
  const [before, after] = sentenceAround(quote);
  const block = add(to, 'blockquote', before);
  block.lang = lang;
  block.dir = 'auto';
  add(block, 'mark', quote.exact);
  block.append(after);
}

/** Put the quote and the fields into an element. */
export function fieldsIn(to: ParentNode, quote: Quote, lang: string, words: Words): Fields {
  show(to, quote, lang);
  const suggestion = field(to, 'textarea', words.suggestion, 1_000);
  suggestion.rows = Math.min(6, 2 + quote.exact.length / 60);
  suggestion.value = quote.exact;
  suggestion.lang = lang;
  const comment = field(to, 'textarea', words.comment, 2_000);
  comment.rows = 2;
  const email = field(to, 'input', words.email, 254);
  email.type = 'email';
  email.autocomplete = 'email';
  const name = field(to, 'input', '', 99);
  name.readOnly = name.parentElement!.hidden = true;
  return { suggestion, comment, email, name };
}
