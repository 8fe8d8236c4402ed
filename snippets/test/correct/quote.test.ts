import assert from 'node:assert/strict';
import { test } from 'node:test';
import { quoteOf } from '../../src/correct/quote';

/** A text in which what is marked stands between brackets. */
const quote = (marked: string): ReturnType<typeof quoteOf> => {
  const from = marked.indexOf('[');
  return quoteOf({ text: marked.replace(/[[\]]/g, ''), from, to: marked.indexOf(']') - 1 });
};
const LONG = 'wordy '.repeat(30).trim();

const QUOTES: [what: string, marked: string, prefix: string, exact: string, suffix: string][] = [
  ['in its block', 'The bell rang [twice] that day.', 'The bell rang ', 'twice', ' that day.'],
  ['not beyond a block of five words', 'Advertisement\nThe bell rang [twice] today.\nRead also', 'The bell rang ', 'twice', ' today.'],
  ['beyond a shorter one', '2024\n[12.5]\n13.1', '2024 ', '12.5', ' 13.1'],
  ['over two blocks', 'One two [three\nfour] five', 'One two ', 'three four', ' five'],
  ['at the beginning', '[The] bell rang twice that day.', '', 'The', ' bell rang twice that day.'],
  ['everything', '[The bell rang twice today.]', '', 'The bell rang twice today.', ''],
  ['in whole words', `${LONG} [here] ${LONG}`, 'wordy '.repeat(16), 'here', ' wordy'.repeat(16)],
  ['without spaces', `${'新'.repeat(150)}[古]${'新'.repeat(150)}`, '新'.repeat(100), '古', '新'.repeat(100)],
  ['half a character', `${'x'.repeat(9)}👍${'新'.repeat(99)}[古]新 新 新 新`, '新'.repeat(99), '古', '新 新 新 新'],
];

for (const [what, marked, prefix, exact, suffix] of QUOTES)
  test(`quote: ${what}`, () => assert.deepEqual(quote(marked), { exact, prefix, suffix, position: marked.indexOf('[') }));

test('quote: nothing is marked', () => assert.equal(quoteOf({ text: 'one', from: -1, to: -1 }), undefined));
