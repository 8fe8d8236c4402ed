import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Basis, basisOf, privacySignals } from '../src/consent';

const MODES: [mode: string | undefined, basis: Basis | undefined][] = [
  [undefined, undefined],
  ['required', undefined],
  ['nonsense', undefined],
  ['denied', undefined],
  ['granted', 'granted'],
  ['notice', 'notice'],
  ['off', 'off'],
];

for (const [mode, basis] of MODES) test(`consent: ${mode}`, () => assert.equal(basisOf(mode), basis));

const SIGNALS: [gpc: boolean, dnt: string | null, bits: number][] = [
  [false, null, 0],
  [false, '0', 0],
  [false, 'unspecified', 0],
  [true, null, 1],
  [false, '1', 2],
  [true, '1', 3],
];

for (const [globalPrivacyControl, doNotTrack, bits] of SIGNALS) {
  test(`privacy: gpc ${globalPrivacyControl}, dnt ${doNotTrack}`, () =>
    assert.equal(privacySignals({ globalPrivacyControl, doNotTrack }), bits));
}
