import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findArticle, names } from '../../src/meta/jsonld';

const ARTICLE = { '@type': 'NewsArticle', headline: 'Found' };

const DOCUMENTS: [name: string, document: unknown, found: boolean][] = [
  ['an article', ARTICLE, true],
  ['a blog posting', { ...ARTICLE, '@type': 'BlogPosting' }, true],
  ['several types', { ...ARTICLE, '@type': ['ReportageNewsArticle', 'Thing'] }, true],
  ['a list', [{ '@type': 'WebSite' }, ARTICLE], true],
  ['a graph', { '@graph': [{ '@type': 'Person' }, ARTICLE] }, true],
  ['a graph in a list', [null, { '@graph': [ARTICLE] }], true],
  ['something else', { '@type': 'Product' }, false],
  ['a word', 'Article', false],
  ['nothing', null, false],
];

for (const [name, document, found] of DOCUMENTS) {
  test(`json-ld: ${name}`, () => assert.equal(findArticle(document)?.['headline'], found ? 'Found' : undefined));
}

test('json-ld: the first article of a page wins', () => {
  assert.equal(findArticle({ '@graph': [ARTICLE, { ...ARTICLE, headline: 'Second' }] })?.['headline'], 'Found');
});

const NAMES: [value: unknown, names: unknown[]][] = [
  ['Ann', ['Ann']],
  [{ name: 'Ann' }, ['Ann']],
  [['Ann', { name: 'Bo' }], ['Ann', 'Bo']],
  [undefined, [undefined]],
];

for (const [value, expected] of NAMES) {
  test(`json-ld: names in ${JSON.stringify(value)}`, () => assert.deepEqual(names(value), expected));
}
