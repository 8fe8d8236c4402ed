import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { takeOver } from '../src/verbs';

type Page = { kindly?: ((verb: string, value?: unknown, more?: unknown) => void) & { q?: unknown[] } };
const page: Page = {};
Object.assign(globalThis, { window: page });

let said: unknown[] = [];
const verbs = { consent: (value: unknown) => said.push(value), revenue: (...values: unknown[]) => said.push(values) };

beforeEach(() => {
  delete page.kindly;
  said = [];
});

test('verbs: the stub’s queue is done first, in order', () => {
  page.kindly = Object.assign(() => undefined, { q: [['consent', 1], ['consent', 2]] });
  assert.equal(takeOver(verbs), true);
  page.kindly('consent', 3);
  assert.deepEqual(said, [1, 2, 3]);
});

test('verbs: a verb with two values, queued as `arguments`', () => {
  page.kindly = Object.assign(() => undefined, { q: [{ 0: 'revenue', 1: 0.5, 2: 'EUR', length: 3 }] });
  takeOver(verbs);
  page.kindly('revenue', 1, 'EUR');
  assert.deepEqual(said, [[0.5, 'EUR'], [1, 'EUR']]);
});

test('verbs: works without a stub', () => {
  takeOver(verbs);
  (page as Required<Page>).kindly('consent', 1);
  assert.deepEqual(said, [1]);
});

test('verbs: an unknown verb does nothing', () => {
  takeOver(verbs);
  assert.doesNotThrow(() => (page as Required<Page>).kindly('nonsense'));
});

test('verbs: a second tag stays silent', (t) => {
  const warn = t.mock.method(console, 'warn', () => undefined);
  takeOver(verbs);
  assert.equal(takeOver({ consent: () => said.push('second') }), false);
  (page as Required<Page>).kindly('consent', 'first');
  assert.deepEqual(said, ['first']);
  assert.equal(warn.mock.callCount(), 1);
});
