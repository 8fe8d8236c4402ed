import assert from 'node:assert/strict';
import { test } from 'node:test';
import { countWords } from '../../src/meta/words';

const CASES: [text: string, words: number][] = [
  ['', 0],
  ['  \n ', 0],
  ['one', 1],
  ['Two\n words', 2],
  ['Об’єднані нації', 2],
  ["don't stop", 2],
  ['新聞記事', 4],
  ['the 新聞 today', 4],
];

for (const [text, words] of CASES) test(`words: ${JSON.stringify(text)}`, () => assert.equal(countWords(text), words));
