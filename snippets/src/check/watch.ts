import type { Open } from '../notes/data';

/** A text as its words, in UTF-8. */
export const wordsOf = (text: string): Uint8Array[] => {
  const encoder = new TextEncoder();
  return text
    .normalize('NFC')
    .split(/\s+/)
    .filter(Boolean)
    .map((word) => encoder.encode(word));
};

/** FNV-1a, 32 bits, as 8 hex digits, of words joined with one space. http://www.isthe.com/chongo/tech/comp/fnv/ */
export function hashOf(words: readonly Uint8Array[]): string {
  let hash = 0x811c9dc5;
  const take = (byte: number): void => {
    hash = Math.imul(hash ^ byte, 0x01000193);
  };
  words.forEach((word, index) => {
    if (index) take(32);
    word.forEach(take);
  });
  return (hash >>> 0).toString(16).padStart(8, '0');
}

/** Whether a text has a run of so many words with that hash. */
export const holds = (words: readonly Uint8Array[], [, count, hash]: Open): boolean =>
  words.some((_, at) => at + count <= words.length && hashOf(words.slice(at, at + count)) === hash);
