import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { addressRead, articleBody } from '../../src/engage/article';

interface Element {
  readonly name: string;
  readonly offsetHeight: number;
  readonly top: number;
  readonly dataset: { kindlyArticle?: string };
}

let page: Record<string, Element[]> = {};
const element = (name: string, offsetHeight: number, top = 0, kindlyArticle?: string): Element & HTMLElement =>
  ({ name, offsetHeight, top, dataset: { kindlyArticle }, getBoundingClientRect: () => ({ top }) }) as unknown as Element & HTMLElement;

beforeEach(() => {
  page = { body: [element('body', 9_000)] };
  Object.assign(globalThis, { innerHeight: 800, document: { body: page['body']![0], querySelectorAll: (selector: string) => page[selector] ?? [] } });
});

const TELLING = ['[data-kindly-article]', '[itemprop=articleBody]', 'article', 'main', 'body'];

for (const [rank, selector] of TELLING.entries()) {
  test(`article: ${selector} before what is less telling`, () => {
    for (const lesser of TELLING.slice(rank)) page[lesser] = [element(lesser, 100)];
    assert.equal((articleBody(undefined, undefined, false) as unknown as Element).name, selector);
  });
}

test('article: the tallest of its like, unless another is current', () => {
  const [teaser, story] = [element('teaser', 200), element('story', 4_000)];
  page['article'] = [teaser, story];
  assert.equal(articleBody(undefined, undefined, false), story);
  assert.equal(articleBody(undefined, teaser, false), teaser);
});

test('article: what the metadata points at comes first', () => {
  const hinted = element('hinted', 10);
  page['article'] = [element('story', 4_000)];
  assert.equal(articleBody(hinted, undefined, false), hinted);
});

test('article: the one being read, of several that follow each other', () => {
  page['article'] = [element('first', 5_000, -5_000), element('second', 3_000, 100), element('third', 9_000, 3_200)];
  assert.equal((articleBody(undefined, undefined, true) as unknown as Element).name, 'second');
});

const MARKED: [name: string, tops: number[], address: string | undefined][] = [
  ['none is reached', [900, 2_000], undefined],
  ['the first', [100, 2_000], '/0'],
  ['the second is past the middle', [-1_700, 399], '/1'],
  ['the second is before the middle', [-1_700, 401], '/0'],
];

for (const [name, tops, address] of MARKED) {
  test(`address: ${name}`, () => {
    page['[data-kindly-article*="/"]'] = tops.map((top, index) => element(String(index), 2_000, top, '/' + index));
    assert.equal(addressRead(), address);
  });
}
