import assert from 'node:assert/strict';
import { test } from 'node:test';
import { halfInView, lasting } from '../../src/appeal/seen';

const PLACES: [name: string, top: number, height: number, seen: boolean][] = [
  ['wholly in view', 100, 200, true],
  ['half below the window', 700, 200, true],
  ['more than half below', 701, 200, false],
  ['half above', -100, 200, true],
  ['more than half above', -101, 200, false],
  ['taller than the window, and filling it', -500, 2_000, true],
  ['taller than the window, at its lower half', 400, 2_000, true],
  ['taller than the window, a corner of it', 401, 2_000, false],
  ['without a box', 100, 0, false],
  ['far away', 5_000, 200, false],
];

for (const [name, top, height, seen] of PLACES)
  test(`in view: ${name}`, () => assert.equal(halfInView({ top, height, bottom: top + height }, 800), seen));

const LOOKS: [name: string, looks: [inView: boolean, at: number][], lasted: boolean][] = [
  ['one second', [[true, 0], [true, 1_000]], true],
  ['less than one', [[true, 0], [true, 999]], false],
  ['a glance', [[true, 5_000]], false],
  ['with a break', [[true, 0], [false, 600], [true, 700], [true, 1_600]], false],
  ['after a break', [[true, 0], [false, 600], [true, 700], [true, 1_700]], true],
  ['never', [[false, 0], [false, 9_000]], false],
];

for (const [name, looks, lasted] of LOOKS)
  test(`viewable: ${name}`, () => {
    const look = lasting();
    assert.equal(looks.map(([inView, at]) => look(inView, at)).pop(), lasted);
  });
