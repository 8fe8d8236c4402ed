import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Bit, classify, type Signals, type State } from '../../src/detect/classify';
import type { Pair } from '../../src/detect/request';

const FINE: Pair = [true, true];
const BLOCKED: Pair = [false, true];
const REFUSED: Pair = [false, false];
const SLOW: Pair = [undefined, undefined];
const HELD: Pair = [undefined, true];

const signals = (pairs: Pair[], baits = 0, control = false, hosts?: number): Signals => ({ pairs, element: { baits, control }, hosts });

const CASES: [name: string, seen: Signals, state: State, bits: number][] = [
  ['nothing', signals([FINE, FINE, FINE]), 'none', 0],
  ['all requests and elements', signals([BLOCKED, BLOCKED, BLOCKED], 4), 'requests', Bit.Request | Bit.Script | Bit.Element],
  ['requests only', signals([BLOCKED, BLOCKED, BLOCKED]), 'requests', Bit.Request | Bit.Script],
  ['one fetch only', signals([BLOCKED, FINE, FINE]), 'requests', Bit.Request],
  ['a script answered by a stub', signals([FINE, FINE, BLOCKED]), 'requests', Bit.Script],
  ['hidden elements only', signals([FINE, FINE, FINE], 1), 'cosmetic', Bit.Element],
  ['everything hidden, the neutral one too', signals([FINE, FINE, FINE], 4, true), 'inconclusive', Bit.ElementControl],
  ['blocked requests beside a failed element control', signals([BLOCKED, FINE, FINE], 4, true), 'requests', Bit.Request | Bit.ElementControl],
  ['offline', signals([REFUSED, REFUSED, REFUSED]), 'inconclusive', Bit.RequestControl],
  ['offline with hidden elements', signals([REFUSED, REFUSED, REFUSED], 4), 'inconclusive', Bit.RequestControl | Bit.Element],
  ['a line too slow for any answer', signals([SLOW, SLOW, SLOW]), 'inconclusive', Bit.RequestControl],
  ['a bait without answer beside its control', signals([HELD, HELD, HELD]), 'inconclusive', Bit.RequestControl],
  ['a CSP that forbids scripts', signals([FINE, FINE, REFUSED]), 'none', Bit.RequestControl],
  ['a CSP that forbids scripts, and a blocker', signals([BLOCKED, FINE, REFUSED]), 'requests', Bit.Request | Bit.RequestControl],
  ['an ad script is lost, its host answers', signals([FINE, FINE, FINE], 0, false, Bit.PageAds), 'none', Bit.PageAds],
  ['the ad hosts are away', signals([FINE, FINE, FINE], 0, false, Bit.AdHost), 'dns', Bit.AdHost],
  ['the ad hosts are away, with the page’s ads', signals([FINE, FINE, FINE], 0, false, Bit.PageAds | Bit.AdHost), 'dns', Bit.PageAds | Bit.AdHost],
  ['ad and tracker hosts are away', signals([FINE, FINE, FINE], 0, false, Bit.AdHost | Bit.TrackerHost), 'dns', Bit.AdHost | Bit.TrackerHost],
  ['the ad hosts are away, and so is everything', signals([REFUSED, REFUSED, REFUSED], 0, false, Bit.AdHost), 'inconclusive', Bit.RequestControl | Bit.AdHost],
  ['a tracker host is refused, ads run', signals([FINE, FINE, FINE], 0, false, Bit.TrackerHost), 'tracking_protection', Bit.TrackerHost],
  ['a tracker host is refused under a hider', signals([FINE, FINE, FINE], 2, false, Bit.TrackerHost), 'cosmetic', Bit.Element | Bit.TrackerHost],
];

for (const [name, seen, state, bits] of CASES) {
  test(`classify: ${name}`, () => {
    const { b, g } = classify(seen);
    assert.deepEqual([b, g], [state, bits]);
  });
}

test('classify: confidence is a percentage, and grows with agreement', () => {
  const sure = CASES.map(([, seen]) => classify(seen).q);
  assert.ok(sure.every((q) => Number.isInteger(q) && q >= 0 && q <= 100));
  assert.ok(classify(signals([BLOCKED, BLOCKED, BLOCKED], 4)).q > classify(signals([BLOCKED, FINE, FINE])).q);
  assert.ok(classify(signals([FINE, FINE, FINE])).q > classify(signals([FINE, REFUSED, REFUSED])).q);
  assert.ok(classify(signals([FINE, FINE, FINE])).q > classify(signals([FINE, FINE, FINE], 0, false, Bit.PageAds)).q);
});
