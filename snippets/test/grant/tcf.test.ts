import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type TcData, tcfGrants } from '../../src/grant/tcf';

const ALL = { consents: { 1: true, 7: true, 8: true } };
const SOME = { consents: { 1: true, 7: false } };

const CASES: [name: string, data: TcData, grants: boolean | undefined][] = [
  ['all purposes, loaded', { eventStatus: 'tcloaded', gdprApplies: true, purpose: ALL }, true],
  ['all purposes, just chosen', { eventStatus: 'useractioncomplete', gdprApplies: true, purpose: ALL }, true],
  ['granted to the publisher alone', { eventStatus: 'tcloaded', purpose: SOME, publisher: ALL }, true],
  ['one purpose is missing', { eventStatus: 'tcloaded', gdprApplies: true, purpose: SOME }, false],
  ['everything refused', { eventStatus: 'useractioncomplete', gdprApplies: true, purpose: { consents: {} } }, false],
  ['nothing told', { eventStatus: 'tcloaded', gdprApplies: true }, false],
  ['a legitimate interest is no consent', { eventStatus: 'tcloaded', purpose: { legitimateInterests: { 1: true, 7: true, 8: true } } } as TcData, false],
  ['the reader is being asked', { eventStatus: 'cmpuishown', gdprApplies: true, purpose: ALL }, undefined],
  ['the manager still loads', {}, undefined],
  ['no GDPR', { eventStatus: 'tcloaded', gdprApplies: false }, true],
];

for (const [name, data, grants] of CASES) test(`tcf: ${name}`, () => assert.equal(tcfGrants(data, ['1', '7', '8']), grants));
