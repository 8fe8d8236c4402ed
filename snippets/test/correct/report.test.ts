import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Words } from '../../src/notes/data';
import type { Fields } from '../../src/correct/fields';
import { problem, reportOf } from '../../src/correct/report';

const QUOTE = { exact: 'teh bell', prefix: 'Then ', suffix: ' rang.', position: 5 };
const WORDS = { empty: 'empty', address: 'address' } as Words;
const fields = (suggestion: string, comment = '', email = '', good = true): Fields =>
  ({
    suggestion: { value: suggestion },
    comment: { value: comment },
    email: { value: email, checkValidity: () => good },
    name: { value: '' },
  }) as unknown as Fields;

const PROBLEMS: [what: string, filled: Fields, said: string | undefined][] = [
  ['nothing was changed', fields('teh bell'), 'empty'],
  ['nothing but white space was changed', fields(' teh  bell\n'), 'empty'],
  ['everything was taken out', fields(''), 'empty'],
  ['a comment of spaces', fields('teh bell', ' \n '), 'empty'],
  ['the text was changed', fields('the bell'), undefined],
  ['something was said', fields('teh bell', 'A typo.'), undefined],
  ['everything was taken out, and why', fields('', 'It never rang.'), undefined],
  ['no address', fields('the bell', '', 'nobody', false), 'address'],
];

for (const [what, filled, said] of PROBLEMS) test(`report: ${what}`, () => assert.equal((problem(QUOTE, filled, WORDS) || [])[0], said));

const sent = (filled: Fields): Record<string, unknown> => ({ ...reportOf({ site: 's', url: 'https://a.example/b' }, QUOTE, filled, 'en-GB', 2_000) });

test('report: everything is in it', () => {
  const { id, ...rest } = sent(fields('the bell', 'A typo.', 'a@example.org'));
  assert.match(String(id), /^[\w-]{22}$/);
  assert.deepEqual(rest, {
    ...QUOTE,
    site: 's',
    url: 'https://a.example/b',
    suggestion: 'the bell',
    comment: 'A typo.',
    email: 'a@example.org',
    language: 'en-GB',
    version: '0.0.0',
    took: 2_000,
    name: '',
  });
});

test('report: what was left as it was is no suggestion', () => assert.equal(sent(fields('teh bell', 'x'))['suggestion'], ''));
test('report: a comment keeps its lines', () => assert.equal(sent(fields('x', ' a \n\n b\u0000c '))['comment'], 'a\n\nb c'));

test('report: the longest fits into the wire', () => {
  const url = `https://a.example/${'x'.repeat(1_082)}`;
  const quote = { exact: '新'.repeat(1_000), prefix: '新'.repeat(100), suffix: '新'.repeat(100), position: 2 ** 31 - 1 };
  const longest = fields('古'.repeat(1_000), '新'.repeat(2_000), '新'.repeat(254));
  const body = JSON.stringify(reportOf({ site: 'x'.repeat(64), url, canonical: url }, quote, longest, 'x'.repeat(35), 2 ** 53));
  assert.ok(new TextEncoder().encode(body).length <= 16_384 - 300);
});
