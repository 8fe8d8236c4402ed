import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Depth, look, newDepth, percent } from '../../src/engage/scroll';

/** Looks at a viewport 800 px high: [time, top of the body, its height, its width, settled]. */
type Look = readonly [now: number, top: number, height: number, width?: number, settled?: boolean];
const run = (looks: readonly Look[]): Depth =>
  looks.reduce((depth, [now, top, height, width = 600, settled = true]) => {
    look(depth, { top, height, width }, 800, settled, now);
    return depth;
  }, newDepth());

const DEPTHS: [name: string, looks: Look[], depth: number][] = [
  ['a body below the fold', [[1, 900, 2_000]], 0],
  ['the part in view', [[1, 300, 2_000]], 25],
  ['the farthest point counts', [[1, -200, 2_000], [2, 300, 2_000]], 50],
  ['the end', [[1, -1_200, 2_000]], 100],
  ['far past the end', [[1, -9_000, 2_000]], 100],
  ['a body without height', [[1, 0, 0]], 0],
  ['a body that was taken out, or hidden', [[1, -200, 2_000], [2, 0, 0, 0]], 50],
  ['growth keeps the pixels', [[1, -200, 1_000], [2, -200, 4_000]], 25],
  ['another width keeps the share', [[1, -200, 2_000, 600], [2, 700, 1_000, 1_200]], 50],
];

for (const [name, looks, depth] of DEPTHS) test(`scroll: ${name}`, () => assert.equal(percent(run(looks)), depth));

const FINISHES: [name: string, looks: Look[], finished: boolean][] = [
  ['the end in view for half a second', [[100, -1_300, 2_000], [600, -1_300, 2_000]], true],
  ['a moment too short', [[100, -1_300, 2_000], [599, -1_300, 2_000]], false],
  ['the end only passed by', [[100, -1_300, 2_000], [300, -2_500, 2_000], [900, -2_500, 2_000]], false],
  ['the half second starts again', [[100, -1_300, 2_000], [300, -100, 2_000], [500, -1_300, 2_000], [700, -1_300, 2_000]], false],
  ['not while the page loads', [[100, 0, 500, 600, false], [900, 0, 500, 600, false]], false],
  ['an empty body never', [[100, 0, 0], [900, 0, 0]], false],
  ['once finished, always', [[100, -1_300, 2_000], [600, -1_300, 2_000], [700, 0, 2_000]], true],
  ['a pixel of rounding is forgiven', [[100, -1_199.2, 2_000], [700, -1_199.2, 2_000]], true],
];

for (const [name, looks, finished] of FINISHES) test(`finish: ${name}`, () => assert.equal(run(looks).finished, finished));
