import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sentenceAround } from '../../src/correct/sentence';

const LONG = 'and so on '.repeat(10).trim();

const SENTENCES: [what: string, prefix: string, exact: string, suffix: string, before: string, after: string][] = [
  ['the whole text', 'The ', 'bell', ' rang.', 'The ', ' rang.'],
  ['between two others', 'It was seven. The ', 'bell', ' rang. Nobody came.', 'The ', ' rang.'],
  ['in quotation marks', 'He said: “No.” Then ', 'she', ' left.” It rained.', 'Then ', ' left.”'],
  ['a number', 'It was 3.5 ', 'metres', ' of 7.2 long.', 'It was 3.5 ', ' of 7.2 long.'],
  ['that ends with the quote', 'The bell ', 'rang.', ' Nobody came.', 'The bell ', ''],
  ['in Chinese', '昨天。钟', '响', '了。没人来。', '钟', '了。'],
  ['cut on both sides', LONG, 'here', ` ${LONG}`, `…${LONG}`, ` ${LONG}…`],
  ['a heading', '', 'Bell', '', '', ''],
];

for (const [what, prefix, exact, suffix, ...around] of SENTENCES)
  test(`sentence: ${what}`, () => assert.deepEqual(sentenceAround({ prefix, exact, suffix, position: 0 }), around));
