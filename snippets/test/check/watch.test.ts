import assert from 'node:assert/strict';
import { test } from 'node:test';
import runs from '../../../tests/corrections/runs.json';
import { hashOf, holds, wordsOf } from '../../src/check/watch';

const HASHES: [text: string, hash: string][] = [
  // The published vectors of FNV-1a, 32 bits.
  ['', '811c9dc5'],
  ['a', 'e40c292c'],
  ['foobar', 'bf9cf968'],
];

for (const [text, hash] of HASHES) test(`watch: the hash of ${JSON.stringify(text)}`, () => assert.equal(hashOf(wordsOf(text)), hash));

test('watch: words are joined with one space', () => assert.equal(hashOf(wordsOf(' a \n b ')), hashOf([new TextEncoder().encode('a b')])));

for (const { text, exact, words, hash } of runs)
  test(`watch: ${JSON.stringify(exact)} is still there, as the service counts it`, () => assert.ok(holds(wordsOf(text), [1, words, hash])));

const GONE: [what: string, text: string][] = [
  ['a letter', 'one two three foor five'],
  ['a word less', 'one two four five'],
  ['another order', 'one three two four five'],
  ['nothing', ''],
];

for (const [what, text] of GONE)
  test(`watch: ${what} makes it gone`, () => assert.ok(!holds(wordsOf(text), [1, 3, hashOf(wordsOf('two three four'))])));

test('watch: decomposed letters are the same', () => assert.ok(holds(wordsOf('a cafe\u0301 here'), [1, 2, hashOf(wordsOf('caf\u00e9 here'))])));
