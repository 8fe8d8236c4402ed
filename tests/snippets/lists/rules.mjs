// Which rules speak of a name.
const TESTS = {
  '=': (value, wanted) => value === wanted,
  '^=': (value, wanted) => value.startsWith(wanted),
  '$=': (value, wanted) => value.endsWith(wanted),
  '*=': (value, wanted) => value.includes(wanted),
  '~=': (value, wanted) => value === wanted,
  '|=': (value, wanted) => value === wanted || value.startsWith(`${wanted}-`),
};
const ATTRIBUTE = /\[\s*(class|id)\s*([*^$~|]?=)\s*["']?([^"'\]]*)["']?\s*[is]?\s*\]/g;
const KINDS = { '.': 'class', '#': 'id' };

// Whether the selector has the name as a whole word: `.ad` is in `div.ad > a`, but not in `.ad-slot`.
const holds = (selector, name) => selector.split(name).slice(1).some((rest) => !/^[\w-]/.test(rest));

// Whether `[class^=…]` or its like takes an element with this class or id.
const takes = (selector, name) =>
  [...selector.matchAll(ATTRIBUTE)].some(
    ([, kind, test, wanted]) => kind === KINDS[name[0]] && wanted && TESTS[test](name.slice(1), wanted),
  );

/**
 * The selectors that touch an element with this `.class`, `#id` or `[attribute]`. Those that ask for more besides count
 * as well: what else there is on the page is not ours to know.
 */
export const touching = (selectors, name) =>
  selectors.filter((selector) => holds(selector, name.replace(/\]$/, '')) || takes(selector, name));

/** The scriptlet rules that have this word as an argument: they stop globals and rewrite what is stored. */
export function naming(raws, word) {
  const argument = new RegExp(`[(,]\\s*['"]?${word}(?:\\.[\\w.]+)?['"]?\\s*[,)]`);
  const lines = raws.flatMap((raw) => raw.split('\n'));
  return lines.filter((line) => /\+js\(|\/\/scriptlet\(/.test(line) && argument.test(line));
}
