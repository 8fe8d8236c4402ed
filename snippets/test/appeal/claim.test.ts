import assert from 'node:assert/strict';
import { test } from 'node:test';
import { stillBlocked } from '../../src/appeal/claim';

const CASES: [before: string, now: string, blocked: boolean | undefined][] = [
  ['requests', 'none', false],
  ['requests', 'requests', true],
  // What was hidden stays hidden until the page is loaded again.
  ['requests', 'cosmetic', false],
  ['cosmetic', 'cosmetic', true],
  ['cosmetic', 'requests', true],
  ['cosmetic', 'dns', true],
  ['requests', 'inconclusive', undefined],
  // Ads run under the browser's own tracking protection, unless it was what they were asked to be freed from.
  ['requests', 'tracking_protection', false],
  ['tracking_protection', 'tracking_protection', true],
  ['tracking_protection', 'none', false],
];

for (const [before, now, blocked] of CASES)
  test(`claim: ${before}, then ${now}`, () => assert.equal(stillBlocked(before, now), blocked));
