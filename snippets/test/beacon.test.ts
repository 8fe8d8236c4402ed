import assert from 'node:assert/strict';
import { test } from 'node:test';
import { anonymous, fitUrl, openView, snapshot, type View } from '../src/beacon';
import { cleanAll } from '../src/text';

const html = { hidden: false, hasFocus: () => true, querySelectorAll: () => [], body: { dataset: {} } };
const page = { origin: 'https://paper.example', pathname: '/a', href: 'https://paper.example/a?id=7#part' };
const setUp = (location: object = page): void => {
  Object.assign(globalThis, { document: html, location, innerWidth: 390, innerHeight: 844 });
  Object.defineProperty(globalThis, 'navigator', { value: { language: 'uk-UA' }, configurable: true });
};

const open = (): View => openView('demo', 'granted', 'navigate', 'https://news.example/', undefined, { micros: 12_500, currency: 'EUR' });
const FINDING = { b: 'none', g: 0, q: 95, x: 261 } as const;

test('beacon: a view’s first snapshot', () => {
  setUp();
  const { v, t, e, ...rest } = snapshot(open(), FINDING, [2, 1, 0], true);
  assert.match(v, /^[\w-]{22}$/);
  assert.ok([t, e].every(Number.isInteger));
  assert.deepEqual(JSON.parse(JSON.stringify(rest)), {
    s: 'demo', u: 'https://paper.example/a?id=7', r: 'https://news.example/', j: 'granted', k: '0.0.0', h: 'navigate',
    o: [390, 844], l: 'uk-UA', b: 'none', g: 0, q: 95, x: 261, a: 1, d: 0, z: false, p: 0, i: [2, 1, 0], y: 12_500, yc: 'EUR',
  });
});

test('beacon: what is not known is left out', () => {
  setUp();
  const beacon = JSON.parse(JSON.stringify(snapshot({ ...open(), meta: null, revenue: { micros: 0 } }, undefined, [0, 0, 0], false)));
  for (const key of ['b', 'd', 'yc', 'm', 'c', 'rs']) assert.ok(!(key in beacon), key);
});

test('beacon: a reader who asked not to be measured is counted, and no more', () => {
  setUp();
  const { v, t, ...rest } = anonymous('demo', 'off', 3);
  assert.ok(v && t);
  assert.deepEqual(rest, { s: 'demo', u: 'https://paper.example/a', j: 'off', k: '0.0.0', n: 0, b: 'not_run', p: 3 });
});

test('beacon: an address is cut to fit', () => {
  assert.equal(fitUrl('https://a.example/' + 'x'.repeat(9_000))?.length, 1_700);
  assert.equal(fitUrl(''), undefined);
});

test('beacon: the longest one fits the wire', () => {
  const long = 'https://paper.example/' + 'x'.repeat(9_000);
  setUp({ href: 'https://paper.example/' + 'x'.repeat(9_000) });
  const letters = (count: number, limit: number): string[] =>
    cleanAll(Array.from({ length: count }, (_, n) => String.fromCharCode(0x4e00 + n) + '字'.repeat(limit)), limit, count);
  const view = openView('s'.repeat(64), 'granted', 'back_forward', long, true, { micros: 1e12, currency: 'EUR' });
  view.canonical = fitUrl(long);
  view.asked = [2 ** 31, 30_000, 4_095, 86_400_000, 86_400_000];
  view.meta = {
    t: letters(1, 300)[0], s: letters(1, 100)[0], a: letters(10, 100), g: letters(30, 60), p: 'p'.repeat(40), w: 999_999, l: 'l'.repeat(35),
  };
  const finding = { b: 'tracking_protection', g: 511, q: 100, x: 600_000 } as const;
  const beacon = { ...snapshot(view, finding, [32_767, 32_767, 32_767], true), n: 1_000_000, w: Date.now(), f: 86_400_000, st: 'x'.repeat(600) };
  assert.ok(new TextEncoder().encode(JSON.stringify(beacon)).length < 16_384 - 256);
});
