import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Trigger } from '../../src/appeal/data';
import { due, hurriedUp } from '../../src/appeal/trigger';

const CASES: [kind: Trigger['kind'], value: number, seen: Parameters<typeof due>[1], due: boolean][] = [
  ['at_once', 0, {}, true],
  ['engaged', 10, { e: 9_999 }, false],
  ['engaged', 10, { e: 10_000 }, true],
  ['engaged', 10, {}, false],
  ['engaged', 0, {}, true],
  ['scroll', 50, { d: 49 }, false],
  ['scroll', 50, { d: 50 }, true],
  ['scroll', 50, {}, false],
  ['end', 0, { d: 100, z: false }, false],
  ['end', 0, { z: true }, true],
  ['exit', 0, { e: 9e9, d: 100, z: true }, false],
  ['elsewhere' as 'exit', 0, { e: 9e9 }, false],
];

for (const [kind, value, seen, expected] of CASES)
  test(`trigger: ${kind} ${value} with ${JSON.stringify(seen)}`, () => assert.equal(due({ kind, value }, seen), expected));

const SWIPES: [before: number, after: number, hurried: boolean][] = [
  [2_000, 1_500, true],
  [2_000, 1_600, false],
  [2_000, 3_000, false],
  [300, 0, false],
];

for (const [before, after, hurried] of SWIPES)
  test(`trigger: from ${before} to ${after} px of a window of 800`, () => assert.equal(hurriedUp(before, after, 800), hurried));
