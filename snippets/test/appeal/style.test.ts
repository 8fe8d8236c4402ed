import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Form } from '../../src/appeal/data';
import { sheetOf } from '../../src/appeal/style';
import type { Theme } from '../../src/panel/theme';

const THEME: Theme = {
  background: '#ffffff',
  text: '#1a1a1a',
  accent: '#1a5fb4',
  dark_background: '#1e1e1e',
  dark_text: '#f2f2f2',
  dark_accent: '#8ab4f8',
  radius: 8,
  font: 'page',
  scheme: 'auto',
};
const FORMS: Form[] = ['inline', 'banner', 'dialog', 'soft_wall', 'hard_wall'];
const sheet = (changed: Partial<Theme> = {}, form: Form = 'dialog'): string => sheetOf(form, { ...THEME, ...changed }, 'Lora, serif', '2 / auto');

test('style: a theme that follows the reader has both schemes', () => {
  const css = sheet();
  assert.match(css, /--b:#ffffff;--t:#1a1a1a;--a:#1a5fb4/);
  assert.match(css, /prefers-color-scheme:dark.*--b:#1e1e1e;--t:#f2f2f2;--a:#8ab4f8/);
});

const FIXED: [scheme: 'light' | 'dark', has: RegExp, lacks: RegExp][] = [
  ['light', /color-scheme:light;--b:#ffffff/, /#1e1e1e|prefers-color-scheme/],
  ['dark', /color-scheme:dark;--b:#1e1e1e/, /--b:#ffffff|prefers-color-scheme/],
];

for (const [scheme, has, lacks] of FIXED)
  test(`style: always ${scheme}`, () => {
    assert.match(sheet({ scheme }), has);
    assert.doesNotMatch(sheet({ scheme }), lacks);
  });

const FONTS: [font: Theme['font'], family: string][] = [
  ['page', 'Lora, serif'],
  ['system', 'system-ui,sans-serif'],
  ['serif', 'Georgia,serif'],
];

for (const [font, family] of FONTS) test(`style: the font ${font}`, () => assert.ok(sheet({ font }).includes(`font:medium/1.5 ${family};`)));

test('style: nothing but colours and numbers comes from the theme', () => {
  const bad = 'red}*{background:url(//example.org/)';
  const css = sheet({ background: bad, dark_text: bad, accent: '#fff;}*{x', radius: bad as unknown as number });
  assert.doesNotMatch(css, /example|\*\{x/);
});

for (const form of FORMS)
  test(`style: ${form} is never printed, always reset, and its braces match`, () => {
    const css = sheet({}, form);
    assert.match(css, /@media print\{:host\{display:none!important\}\}$/);
    assert.match(css, /^:host\{all:initial!important;display:block!important/);
    assert.equal(css.split('{').length, css.split('}').length);
  });
