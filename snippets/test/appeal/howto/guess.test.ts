import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Blocker, guess } from '../../../src/appeal/howto/guess';

const CHROME = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0.0.0 Safari/537.36';
const ANDROID = 'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0.0.0 Mobile Safari/537.36';
const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:153.0) Gecko/20100101 Firefox/153.0';
const IPHONE = 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)';
const MAC = 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Safari/605.1.15';

const CASES: [name: string, userAgent: string, brave: boolean, state: string | undefined, blocker: Blocker][] = [
  ['Chrome', CHROME, false, 'requests', 'adblock'],
  ['Chrome, nothing known', CHROME, false, undefined, 'adblock'],
  ['Chrome, trackers refused', CHROME, false, 'tracking_protection', 'badger'],
  ['Chrome, dead hosts', CHROME, false, 'dns', 'dns'],
  ['Brave', CHROME, true, 'requests', 'brave'],
  ['Brave, dead hosts', CHROME, true, 'dns', 'brave'],
  ['Opera', CHROME + ' OPR/120.0.0.0', false, 'requests', 'opera'],
  ['Edge', CHROME + ' Edg/150.0.0.0', false, 'requests', 'lite'],
  ['Edge, trackers refused', CHROME + ' Edg/150.0.0.0', false, 'tracking_protection', 'edge'],
  ['Edge on Android', ANDROID + ' EdgA/150.0.0.0', false, 'requests', 'edge'],
  ['Edge on an iPhone', IPHONE + ' Version/18.0 EdgiOS/150.0 Mobile/15E148 Safari/604.1', false, 'requests', 'edge'],
  ['Firefox', FIREFOX, false, 'cosmetic', 'ublock'],
  ['Firefox, trackers refused', FIREFOX, false, 'tracking_protection', 'firefox'],
  ['Firefox, dead hosts', FIREFOX, false, 'dns', 'dns'],
  ['Firefox on an iPhone', IPHONE + ' FxiOS/150.0 Mobile/15E148 Safari/605.1.15', false, 'requests', 'firefox'],
  ['Safari', MAC, false, 'requests', 'safari'],
  ['Safari on an iPhone', IPHONE + ' Version/18.5 Mobile/15E148 Safari/604.1', false, 'requests', 'safari'],
  ['Chrome on an iPhone', IPHONE + ' CriOS/150.0 Mobile/15E148 Safari/604.1', false, 'requests', 'dns'],
  ['Chrome on Android', ANDROID, false, 'requests', 'dns'],
  ['something else', 'curl/8', false, 'requests', 'adblock'],
];

for (const [name, userAgent, brave, state, blocker] of CASES)
  test(`guess: ${name}`, () => assert.equal(guess(userAgent, brave, state), blocker));
