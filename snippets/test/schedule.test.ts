import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nextCheckpoint } from '../src/schedule';

const CASES: [age: number, due: number][] = [
  [0, 5_000],
  [4_999, 5_000],
  [5_000, 10_000],
  [12_000, 20_000],
  [20_000, 40_000],
  [40_000, 60_000],
  [60_000, 120_000],
  [3_599_999, 3_600_000],
];

for (const [age, due] of CASES) test(`checkpoint after ${age} ms`, () => assert.equal(nextCheckpoint(age), due));
