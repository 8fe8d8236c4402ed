import assert from 'node:assert/strict';
import { test } from 'node:test';
import { holding } from '../../src/meta/body';

interface Box {
  readonly name: string;
  readonly textContent: string;
  readonly children: readonly Box[];
}

const box = (name: string, ...inside: (Box | string)[]): Box => ({
  name,
  textContent: inside.map((part) => (typeof part === 'string' ? part : part.textContent)).join(' '),
  children: inside.filter((part): part is Box => typeof part !== 'string'),
});

const TEXT = 'The ferry stopped in the middle of the river at nine. Nobody was hurt, and the captain rang the bell twice.';
const [first, second] = [TEXT.slice(0, 54), TEXT.slice(54)];
const story = box('story', box('p1', first), box('ad', 'Buy a boat'), box('p2', second));

const PAGES: [name: string, body: Box, text: unknown, found: string | undefined][] = [
  ['the element with all of it', box('body', box('head', 'News'), box('main', story, box('more', 'Read more'))), TEXT, 'story'],
  ['mark-up and quotes in the metadata', box('body', box('main', story)), `<p>«${first}»</p>\n<p>${second}</p>`, 'story'],
  ['one element alone holds it', box('body', box('main', box('p', TEXT))), TEXT, 'p'],
  ['another text', box('body', story), 'Something else that is quite long enough to be looked for on the page', undefined],
  ['too little to go by', box('body', story), 'The ferry', undefined],
  ['no text', box('body', story), undefined, undefined],
  ['only the beginning is there', box('body', box('p', first)), TEXT, undefined],
];

for (const [name, body, text, found] of PAGES) {
  test(`body: ${name}`, () => {
    Object.assign(globalThis, { document: { body } });
    assert.equal((holding(text) as unknown as Box | undefined)?.name, found);
  });
}
