import assert from 'node:assert/strict';
import { test } from 'node:test';
import { steps } from '../../../src/appeal/howto';
import { ENGLISH } from '../../../src/appeal/howto/en';
import { BLOCKERS } from '../../../src/appeal/howto/guess';
import { UKRAINIAN } from '../../../src/appeal/howto/uk';

for (const words of [ENGLISH, UKRAINIAN])
  for (const blocker of BLOCKERS)
    test(`steps: ${blocker} in ${words.lang}`, () => {
      const found = steps(words, blocker, 'Done!');
      assert.equal(found.length, 3);
      assert.ok(found.every((step) => step.length > 15 && !/[{}]|undefined/.test(step)));
      assert.match(found[2]!, /Done!/);
    });

test('steps: an extension is in the toolbar, a part of the browser in the address bar, a filter of names in neither', () => {
  const first = (blocker: (typeof BLOCKERS)[number]): string => steps(ENGLISH, blocker, '')[0]!;
  assert.match(first('ublock'), /toolbar click the dark red shield\. If/);
  assert.match(first('brave'), /address bar click the lion\./);
  assert.match(first('safari'), /address bar click “aA”/);
  assert.doesNotMatch(first('dns'), /click/);
});

test('steps: both languages know the same blockers by the same names', () => {
  assert.deepEqual(Object.keys(UKRAINIAN.guides), [...BLOCKERS]);
  assert.deepEqual(Object.keys(ENGLISH.guides), [...BLOCKERS]);
});
