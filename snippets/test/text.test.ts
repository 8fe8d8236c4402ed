import assert from 'node:assert/strict';
import { test } from 'node:test';
import { clean, cleanAll, language } from '../src/text';

const CASES: [value: unknown, limit: number, cleaned: string][] = [
  ['  A\n\ttitle ', 99, 'A title'],
  ['a\u0000b\u001fc\u007fd', 99, 'a b c d'],
  ['x'.repeat(9), 4, 'xxxx'],
  ['ab\ud83d\ude00', 99, 'ab\ud83d\ude00'],
  ['\ud83d', 99, ' '],
  [undefined, 99, ''],
  [42, 99, ''],
  [{ toString: () => 'no' }, 99, ''],
];

for (const [value, limit, cleaned] of CASES) {
  test(`clean: ${JSON.stringify(value)} to ${limit}`, () => assert.equal(clean(value, limit), cleaned));
}

test('clean: a cut never leaves half a character', () => {
  assert.ok(!/[\ud800-\udfff]/u.test(clean('abc\ud83d\ude00', 4)));
});

test('cleanAll: folds, drops what is empty or repeated, and counts', () => {
  assert.deepEqual(cleanAll([' a ', '', 'a', undefined, 'b', 'c'], 9, 2), ['a', 'b']);
});

const LANGUAGES: [value: unknown, tag: string | undefined][] = [
  ['uk', 'uk'],
  ['en-GB', 'en-GB'],
  [' pt-BR ', 'pt-BR'],
  ['', undefined],
  [undefined, undefined],
  ['en; q=1', undefined],
  ['x'.repeat(36), undefined],
];

for (const [value, tag] of LANGUAGES) test(`language: ${JSON.stringify(value)}`, () => assert.equal(language(value), tag));
