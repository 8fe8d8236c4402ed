import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { firstBits, solve } from '../../src/work';

const sha256 = (text: string): Buffer => createHash('sha256').update(text).digest();

for (const length of [0, 1, 54, 55, 56, 63, 64, 65, 119, 120, 200])
  test(`work: the first bits of ${length} bytes`, () => {
    const text = 'é'.repeat(length >> 1) + 'x'.repeat(length % 2);
    assert.equal(firstBits(text), sha256(text).readInt32BE());
  });

for (const bits of [1, 8, 12])
  test(`work: ${bits} bits`, async () => {
    const { nonce } = await solve({ salt: 'a.salt', bits });
    assert.equal(sha256(`a.salt:${nonce}`).readUInt32BE() >>> (32 - bits), 0);
  });

test('work: none', async () => assert.equal((await solve({ salt: 'a.salt', bits: 0 })).nonce, 0));

test('work: what else was given is given back', async () => {
  const given = { salt: 's', bits: 1, until: 7 };
  assert.equal(((await solve(given)) as unknown as typeof given).until, 7);
});
