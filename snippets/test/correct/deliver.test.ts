import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Fate, fateOf } from '../../src/correct/deliver';

const FATES: [status: number, reason: string | null, fate: Fate][] = [
  [200, 'taken', Fate.Sent],
  [200, 'merged', Fate.Sent],
  [200, null, Fate.Sent],
  [0, null, Fate.Again],
  [429, 'rate', Fate.Again],
  [429, 'quick', Fate.Again],
  [429, 'full', Fate.Again],
  [503, 'busy', Fate.Again],
  [502, null, Fate.Again],
  [428, 'work', Fate.Work],
  [403, 'off', Fate.Off],
  [403, 'origin', Fate.Refused],
  [400, 'invalid', Fate.Refused],
  [413, 'too_large', Fate.Refused],
  [404, null, Fate.Refused],
];

for (const [status, reason, fate] of FATES) test(`deliver: ${status} ${reason}`, () => assert.equal(fateOf(status, reason), fate));
