import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fault, guard, listen } from '../src/guard';

test('guard: keeps an error from the page and remembers it', () => {
  const error = new Error('ours');
  guard(() => {
    throw error;
  })();
  assert.equal(fault, error);
});

test('guard: hands on what it is called with', () => {
  const seen: number[] = [];
  guard((a: number, b: number) => seen.push(a, b))(1, 2);
  assert.deepEqual(seen, [1, 2]);
});

test('listen: takes several types, passive and capturing', () => {
  const added: unknown[] = [];
  const target = { addEventListener: (type: string, _: unknown, options: unknown) => added.push([type, options]) };
  listen(target as unknown as EventTarget, 'one two', () => undefined);
  const options = { capture: true, passive: true };
  assert.deepEqual(added, [['one', options], ['two', options]]);
});
