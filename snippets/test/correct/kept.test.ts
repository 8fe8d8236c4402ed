import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { drop, keep, kept } from '../../src/correct/kept';

/** A storage as browsers have it: properties are texts. */
let stored: Record<string, string> & { removeItem?: (name: string) => void };
const ids = (): string[] => kept().map(({ id }) => id);

beforeEach(() => {
  stored = Object.create({ removeItem: (name: string) => delete stored[name] });
  Object.assign(globalThis, { localStorage: stored });
});

test('kept: until it is dropped', () => {
  keep({ id: 'one' });
  keep({ id: 'two' });
  assert.deepEqual(ids(), ['one', 'two']);
  drop('one');
  assert.deepEqual(ids(), ['two']);
  drop('two');
  assert.deepEqual(Object.keys(stored), []);
});

test('kept: the same once', () => {
  keep({ id: 'one' });
  keep({ id: 'one' });
  assert.deepEqual(ids(), ['one']);
});

test('kept: what another page has added stays', () => {
  stored['kindly.note'] = JSON.stringify([[Date.now(), { id: 'theirs' }]]);
  keep({ id: 'ours' });
  assert.deepEqual(ids(), ['theirs', 'ours']);
});

test('kept: for a week', () => {
  stored['kindly.note'] = JSON.stringify([[Date.now() - 8 * 86_400_000, { id: 'old' }], [Date.now() - 6 * 86_400_000, { id: 'new' }]]);
  assert.deepEqual(ids(), ['new']);
});

for (const odd of ['5', 'null', '[null, 7, [], [1], {}]', '"x"'])
  test(`kept: ${odd} is nothing`, () => {
    stored['kindly.note'] = odd;
    assert.deepEqual(ids(), []);
  });

// Last: from then on the page alone keeps it.
test('kept: by the page alone where the device keeps nothing', () => {
  Object.defineProperty(globalThis, 'localStorage', { configurable: true, get: () => assert.fail('no storage') });
  keep({ id: 'one' });
  assert.deepEqual(ids(), ['one']);
  drop('one');
  assert.deepEqual(ids(), []);
  Object.defineProperty(globalThis, 'localStorage', { configurable: true, writable: true, value: {} });
});
