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
const SEEN = { ad: 'one', shown: true };
const run = (changes: readonly Change[]): Slot =>
  changes.reduce((slot, [now, change, attentive = true]) => {
    observe(slot, change, attentive, now);
    return slot;
  }, newSlot());

const CASES: [name: string, changes: Change[], viewable: number, filled?: number][] = [
  ['a full second', [[5, SEEN], [1_005, {}]], 1],
  ['not quite a second', [[5, SEEN], [1_004, {}]], 0],
  ['an empty slot', [[5, { shown: true }], [2_000, {}]], 0, 0],
  ['filled later', [[5, { shown: true }], [600, { ad: 'one' }], [1_500, {}]], 0],
  ['an interrupted second', [[5, SEEN], [600, { shown: false }], [700, { shown: true }], [1_500, {}]], 0],
  ['a tab without focus', [[5, SEEN, false], [2_000, {}, false]], 0],
  ['focus lost in between', [[5, SEEN], [500, {}, false], [900, {}], [1_600, {}]], 0],
  ['seen, hidden and seen again is one impression', [[5, SEEN], [1_005, {}], [1_100, { shown: false }], [1_200, { shown: true }], [9_000, {}]], 1],
  ['refreshed and seen both times', [[5, SEEN], [1_005, {}], [2_000, { ad: 'two' }], [3_000, {}]], 2, 2],
  ['refreshed too soon to be seen', [[5, SEEN], [900, { ad: 'two' }], [1_800, {}]], 0, 2],
  ['empty between two ads', [[5, SEEN], [1_005, {}], [1_100, { ad: undefined }], [1_200, { ad: 'two' }], [2_200, {}]], 2, 2],
  ['collapsed and back with the same ad', [[5, SEEN], [1_005, {}], [1_100, { ad: undefined }], [1_200, { ad: 'one' }], [2_300, {}]], 1, 1],
];

for (const [name, changes, viewable, filled = 1] of CASES) {
  test(`viewable: ${name}`, () => {
    const slot = run(changes);
    assert.deepEqual([slot.filled, slot.viewable], [filled, viewable]);
  });
}
