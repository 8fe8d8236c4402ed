import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { table } from '../../scripts/table';
import { IMAGE_WIDTH } from '../../src/detect/baits';

test('baits: dist/baits.json is the table', () => {
  assert.deepEqual(JSON.parse(readFileSync('dist/baits.json', 'utf8')), table);
});

test('baits: a control is never a bait', () => {
  const baits = table.paths.map(({ bait }) => bait);
  assert.ok(table.paths.every(({ control }) => !baits.includes(control)));
  assert.ok(!table.classes.baits.includes(String(table.classes.control)));
});

test('baits: the answers are what the tag looks for', () => {
  const [fetched, image, script] = table.paths;
  assert.equal(fetched?.status, 204);
  assert.match(image?.body ?? '', new RegExp(`width="${IMAGE_WIDTH}"`));
  assert.match(script?.body ?? '', /dataset\.ran=/);
});
