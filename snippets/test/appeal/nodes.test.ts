import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import type { Piece } from '../../src/appeal/data';
import { build } from '../../src/appeal/nodes';

/** As much of an element as is used, written down as it would look; text is marked by brackets. */
class Fake {
  readonly children: (Fake | string)[] = [];
  href?: string;
  constructor(readonly name: string) {}
  set textContent(text: string) {
    if (text) this.children.push(text);
  }
  append(child: Fake | string): void {
    this.children.push(child);
  }
  toString(): string {
    const inside = this.children.map((child) => (typeof child === 'string' ? `[${child}]` : String(child))).join('');
    return `<${this.name}${this.href === undefined ? '' : ' ' + this.href}>${inside}`;
  }
}

beforeEach(() => {
  Object.assign(globalThis, { document: { createElement: (name: string) => new Fake(name) } });
});

const TREES: [name: string, pieces: readonly unknown[], built: string][] = [
  ['text', ['a < b'], '[a < b]'],
  ['a paragraph', [{ t: 'p', c: ['one ', { t: 'strong', c: ['two'] }] }], '<p>[one ]<strong>[two]'],
  ['a list', [{ t: 'ul', c: [{ t: 'li', c: ['x'] }, { t: 'li' }] }], '<ul><li>[x]<li>'],
  ['a break', ['a', { t: 'br' }, 'b'], '[a]<br>[b]'],
  ['a link', [{ t: 'a', h: 'https://example.org/?a=1', c: ['x'] }], '<a https://example.org/?a=1>[x]'],
  ['a plain link', [{ t: 'a', h: 'HTTP://example.org/', c: ['x'] }], '<a HTTP://example.org/>[x]'],
  ['mail', [{ t: 'a', h: 'mailto:a@example.org', c: ['x'] }], '<a mailto:a@example.org>[x]'],
  ['a script', [{ t: 'script', c: ['alert(1)'] }], ''],
  ['what is within a script', [{ t: 'script', c: [{ t: 'p', c: ['x'] }] }], ''],
  ['an image', [{ t: 'img', src: 'x' }], ''],
  ['an upper-case tag', [{ t: 'SCRIPT' }, { t: 'P' }], ''],
  ['a tag with more', [{ t: 'p onclick=x' }, { t: 'p\n' }], ''],
  ['no tag', [{}, { t: 7 }, { c: ['x'] }], ''],
  ['an address elsewhere', [{ t: 'p', h: 'https://example.org/' }], '<p>'],
];

for (const [name, pieces, built] of TREES)
  test(`nodes: ${name}`, () => {
    const root = new Fake('root');
    build(root as unknown as ParentNode, pieces as readonly Piece[]);
    assert.equal(root.children.map((child) => (typeof child === 'string' ? `[${child}]` : String(child))).join(''), built);
  });

const BAD = [
  'javascript:alert(1)',
  'JaVaScript:alert(1)',
  ' javascript:alert(1)',
  '\tjavascript:alert(1)',
  'java\nscript:alert(1)',
  'data:text/html,<script>alert(1)</script>',
  'vbscript:x',
  'blob:https://example.org/1',
  '//example.org',
  '/path',
  'https:example.org',
  'x https://example.org/',
  'x\nhttps://example.org/',
  '',
  undefined,
  7,
  { toString: () => 'javascript:alert(1)' },
];

for (const h of BAD)
  test(`nodes: the address ${JSON.stringify(h)} leads nowhere`, () => {
    const root = new Fake('root');
    build(root as unknown as ParentNode, [{ t: 'a', h: h as string }]);
    assert.equal(String(root.children[0]), '<a>');
  });
