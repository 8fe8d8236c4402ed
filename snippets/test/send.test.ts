import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Fate, fateOf, json } from '../src/send';

const CASES: [status: number, reason: string | null, fate: Fate][] = [
  [204, 'ok', Fate.Done],
  [200, 'ok', Fate.Done],
  [204, null, Fate.Done],
  [400, 'malformed', Fate.Done],
  [400, 'invalid', Fate.Done],
  [413, 'too_large', Fate.Done],
  [404, null, Fate.Done],
  [400, 'site', Fate.Silent],
  [400, 'clock', Fate.Silent],
  [403, 'origin', Fate.Silent],
  [400, 'closed', Fate.Closed],
  [429, 'rate', Fate.Again],
  [503, 'busy', Fate.Again],
  [503, 'disk', Fate.Again],
  [503, 'stopping', Fate.Again],
  [502, null, Fate.Again],
  [0, null, Fate.Again],
];

for (const [status, reason, fate] of CASES) {
  test(`answer: ${status} ${reason ?? 'without reason'}`, () => assert.equal(fateOf(status, reason), fate));
}

test('json: what an old library gave to arrays and texts is passed over', (t) => {
  Object.assign(Array.prototype, { toJSON: () => '[old]' });
  Object.assign(String.prototype, { toJSON: () => '"old"' });
  t.after(() => {
    delete (Array.prototype as { toJSON?: unknown }).toJSON;
    delete (String.prototype as { toJSON?: unknown }).toJSON;
  });
  assert.equal(json({ a: [1, ['x']], b: 'y', c: undefined }), '{"a":[1,["x"]],"b":"y"}');
});
