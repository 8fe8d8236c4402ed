import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Clock, newClock, step } from '../../src/engage/clock';

/** Moments as [time, attentive, acted]; what the clocks show at the last of them. */
type Moment = readonly [at: number, attentive: boolean, acted: boolean];
const act = (at: number): Moment => [at, true, true];
const tick = (at: number): Moment => [at, true, false];
const away = (at: number): Moment => [at, false, false];

const run = (moments: readonly Moment[], began = 0): Clock =>
  moments.reduce((clock, [at, attentive, acted]) => {
    step(clock, at, attentive, acted);
    return clock;
  }, newClock(began));

const CASES: [name: string, moments: Moment[], engagedMs: number, focusMs: number, active10s: number][] = [
  ['opening counts as an act', [tick(0), tick(3_000)], 3_000, 3_000, 1],
  ['an act engages for five seconds', [tick(0), tick(60_000)], 5_000, 60_000, 1],
  ['acts within five seconds join', [tick(0), act(4_000), act(8_000), tick(30_000)], 13_000, 30_000, 1],
  ['an idle gap is left out', [tick(0), act(20_000), tick(40_000)], 10_000, 40_000, 2],
  ['the cut-off falls inside an interval', [tick(0), act(7_000), tick(8_000)], 6_000, 8_000, 1],
  ['nothing is counted while away', [tick(0), away(2_000), tick(12_000), tick(13_000)], 2_000, 3_000, 1],
  ['coming back is no act', [tick(0), away(1_000), tick(50_000), tick(60_000)], 1_000, 11_000, 1],
  ['a short way off does not end engagement', [tick(0), away(1_000), tick(2_000), tick(10_000)], 4_000, 9_000, 1],
  ['an act while away is none', [tick(0), away(1_000), [9_000, false, true], tick(9_000), tick(20_000)], 1_000, 12_000, 1],
  ['a page opened unfocused begins with the first attention', [away(0), tick(30_000), tick(31_000)], 1_000, 1_000, 1],
  ['buckets are counted once', [tick(0), act(9_999), act(10_000), act(19_999), act(35_000)], 15_001, 35_000, 3],
];

for (const [name, moments, engagedMs, focusMs, active10s] of CASES) {
  test(`clock: ${name}`, () => {
    const clock = run(moments);
    assert.deepEqual([clock.engagedMs, clock.focusMs, clock.active10s], [engagedMs, focusMs, active10s]);
  });
}

test('clock: totals do not depend on how often it ticks', () => {
  const often = [tick(0), ...Array.from({ length: 400 }, (_, n) => (n === 120 ? act(12_000) : tick(n * 100))), tick(40_000)];
  const clock = run(often);
  assert.deepEqual([clock.engagedMs, clock.focusMs, clock.active10s], [10_000, 40_000, 2]);
});

test('clock: buckets are those of the view, not of the document', () => {
  assert.equal(run([tick(9_000), act(18_000), act(19_500)], 9_000).active10s, 2);
});
