import assert from 'node:assert/strict';
import { test } from 'node:test';
import { randomId } from '../src/id';

test('id: 22 base64url characters, never the same', () => {
  const ids = Array.from({ length: 500 }, randomId);
  assert.ok(ids.every((id) => /^[\w-]{22}$/.test(id)));
  assert.equal(new Set(ids).size, ids.length);
});
