import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gppGrants, type Ping } from '../../src/grant/gpp';

const ready = (applicableSections: number[], parsedSections: Record<string, unknown> = {}): Ping => ({
  signalStatus: 'ready',
  applicableSections,
  parsedSections,
});
/** Purposes 1 to 10, as the platform lists them. */
const ALL = Array.from({ length: 10 }, () => true);
const NO_8 = ALL.map((_, index) => index !== 7);

const CASES: [name: string, ping: Ping, grants: boolean | undefined][] = [
  ['not ready', { signalStatus: 'not ready', applicableSections: [7] }, undefined],
  ['not there', {}, undefined],
  ['no section applies', ready([-1]), true],
  ['a US section without opt-out', ready([7], { usnat: { SaleOptOut: 2, SharingOptOut: 0 } }), true],
  ['sale opted out of', ready([7], { usnat: { SaleOptOut: 1 } }), false],
  ['sharing opted out of, in a state’s section', ready([8], { usca: [{ SharingOptOut: 1 }, { Gpc: false }] }), false],
  ['targeted advertising opted out of', ready([9], { usva: { TargetedAdvertisingOptOut: 1 } }), false],
  ['GPC in a sub-section', ready([7], { usnat: [{ SaleOptOut: 2 }, { GpcSegmentType: 1, Gpc: true }] }), false],
  ['the older US Privacy string', ready([6], { uspv1: { OptOutSale: 'Y' } }), false],
  ['Europe, granted', ready([2], { tcfeuv2: { PurposeConsents: ALL } }), true],
  ['Europe, granted to the publisher', ready([2], { tcfeuv2: [{ PurposeConsents: NO_8 }, { PublisherConsents: ALL }] }), true],
  ['Europe, one purpose refused', ready([2], { tcfeuv2: { PurposeConsents: NO_8 } }), false],
  ['Europe, nothing told', ready([2]), false],
];

for (const [name, ping, grants] of CASES) test(`gpp: ${name}`, () => assert.equal(gppGrants(ping, ['1', '7', '8']), grants));
