import assert from 'node:assert/strict';
import { test } from 'node:test';
import { enough, newSlot, observe, type Slot } from '../../src/ads/viewable';

const SHARES: [ratio: number, area: number, is: boolean][] = [
  [0.5, 75_000, true],
  [0.49, 75_000, false],
  [0.3, 242_500, true],
  [0.3, 242_499, false],
  [0.29, 242_500, false],
  [1, 0, false],
];

for (const [ratio, area, is] of SHARES) {
  test(`viewable: ${ratio} of ${area} px is ${is ? '' : 'not '}enough`, () => assert.equal(enough(ratio, area), is));
}

type Change = readonly [now: number, change: Partial<Slot>, attentive?: boolean];
const SEEN = { filled: true, shown: true };
const run = (changes: readonly Change[]): Slot =>
  changes.reduce((slot, [now, change, attentive = true]) => observe(slot, change, attentive, now), newSlot);

const CASES: [name: string, changes: Change[], viewable: boolean][] = [
  ['a full second', [[5, SEEN], [1_005, {}]], true],
  ['not quite a second', [[5, SEEN], [1_004, {}]], false],
  ['an empty slot', [[5, { shown: true }], [2_000, {}]], false],
  ['filled later', [[5, { shown: true }], [600, { filled: true }], [1_500, {}]], false],
  ['an interrupted second', [[5, SEEN], [600, { shown: false }], [700, { shown: true }], [1_500, {}]], false],
  ['a tab without focus', [[5, SEEN, false], [2_000, {}, false]], false],
  ['focus lost in between', [[5, SEEN], [500, {}, false], [900, {}], [1_600, {}]], false],
  ['once viewable, always', [[5, SEEN], [1_005, {}], [1_100, { shown: false }]], true],
];

for (const [name, changes, viewable] of CASES) test(`viewable: ${name}`, () => assert.equal(run(changes).viewable, viewable));
