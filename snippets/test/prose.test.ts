import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { read } from '../src/prose';

/** As much of a tree and of a range in it as is used. */
class Text {
  constructor(readonly data: string) {}
}
class Element {
  readonly tagName: string;
  readonly childNodes: readonly (Text | Element)[];
  constructor(name: string, ...children: (string | Text | Element)[]) {
    this.tagName = name.toUpperCase();
    this.childNodes = children.map((child) => (typeof child === 'string' ? new Text(child) : child));
  }
  matches(selector: string): boolean {
    return selector.split(',').includes(this.tagName.toLowerCase());
  }
}
const tree = (name: string, ...children: (string | Text | Element)[]): Element => new Element(name, ...children);
const texts = (node: Text | Element): Text[] => (node instanceof Text ? [node] : node.childNodes.flatMap(texts));

/** From a place in the first of some texts to one in the last. */
const range = (among: readonly Text[], startOffset: number, endOffset: number): Range =>
  ({
    startContainer: among[0],
    endContainer: among[among.length - 1],
    startOffset,
    endOffset,
    intersectsNode: (node: unknown) => among.includes(node as Text),
  }) as unknown as Range;

beforeEach(() => void Object.assign(globalThis, { Text, Element }));

const READ: [what: string, root: Element, text: string][] = [
  ['white space is one space', tree('p', ' a \n\t b\u00a0c  '), 'a b c'],
  ['mark-up within a line', tree('p', 'un', tree('b', 'believ'), 'able ', tree('a', tree('i', 'news'))), 'unbelievable news'],
  ['blocks stand apart', tree('div', tree('p', 'one'), tree('p', 'two')), 'one\ntwo'],
  ['a line break', tree('p', 'one', tree('br'), 'two'), 'one\ntwo'],
  ['an image within a line', tree('p', 'one ', tree('img'), ' two'), 'one two'],
  ['cells', tree('table', tree('tr', tree('td', '1'), tree('td', '2'))), '1\n2'],
  ['an element of the page’s own', tree('div', 'one', tree('x-note', 'two'), 'three'), 'one\ntwo\nthree'],
  ['what is no text', tree('p', 'a', tree('script', 'x'), tree('style', 'x'), 'b ', tree('button', 'Share'), tree('textarea', 'x'), 'c'), 'ab c'],
  ['ruby', tree('p', tree('ruby', '新', tree('rp', '('), tree('rt', 'あたら'), tree('rp', ')')), 'しい'), '新しい'],
  ['soft hyphens', tree('p', 'Donau\u00addampf\u200bschiff'), 'Donaudampfschiff'],
  ['control characters', tree('p', 'a\u0000b\u0085c'), 'a b c'],
  ['nothing', tree('p', ' \n '), ''],
];

for (const [what, root, text] of READ) test(`prose: ${what}`, () => assert.equal(read([root as unknown as Node]).text, text));

test('prose: elements follow each other', () => assert.equal(read([tree('h1', 'one'), tree('p', 'two')] as unknown as Node[]).text, 'one\ntwo'));

const MARKED: [what: string, root: Element, of: readonly [from: number, to: number], startOffset: number, endOffset: number, marked: string][] = [
  ['within a text', tree('p', 'one two three'), [0, 0], 4, 7, 'two'],
  ['white space at the ends', tree('p', 'one two three'), [0, 0], 3, 8, 'two'],
  ['within a word', tree('p', 'one two three'), [0, 0], 5, 6, 'w'],
  ['across elements', tree('p', 'one ', tree('b', 'two'), ' three'), [0, 2], 2, 3, 'e two th'],
  ['across blocks', tree('div', tree('p', 'one'), tree('p', 'two')), [0, 1], 1, 2, 'ne\ntw'],
  ['to the next block’s start, as three clicks do', tree('div', tree('p', 'one'), tree('p', 'two')), [0, 1], 0, 0, 'one'],
  ['from the end of the block before', tree('div', tree('p', 'one'), tree('p', 'two')), [0, 1], 3, 3, 'two'],
  ['white space alone', tree('p', 'one  two'), [0, 0], 3, 5, ''],
  ['after a soft hyphen', tree('p', 'Donau\u00addampf'), [0, 0], 6, 11, 'dampf'],
];

for (const [what, root, [from, to], startOffset, endOffset, marked] of MARKED)
  test(`prose: marked ${what}`, () => {
    const found = read([root as unknown as Node], range(texts(root).slice(from, to + 1), startOffset, endOffset));
    assert.equal(found.from < 0 ? '' : found.text.slice(found.from, found.to), marked);
  });
