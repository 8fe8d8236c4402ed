import { caught, later, wait } from '../guard';
import type { About } from '../notes/page';
import type { Open } from '../notes/data';
import { loaded, visible } from '../page';
import { read } from '../prose';
import { json } from '../send';
import { holds, wordsOf } from './watch';

/** What frameworks render late is there by then. */
const SETTLED_MS = 3_000;
/** A page with fewer words has not got its text yet, or keeps it to itself. */
const FEWEST = 20;

/** What this script is given. */
export interface Checking {
  readonly from: string;
  readonly about: About;
  readonly open: readonly Open[];
  /** The elements with the article's text, while they are there. */
  readonly found: () => readonly Node[] | undefined;
}

/** Whether something stands over the page, a wall perhaps: what the text says then is not what its readers get. */
function covered(): boolean {
  let element = document.elementFromPoint(innerWidth / 2, innerHeight / 2);
  while (element && getComputedStyle(element).position !== 'fixed') element = element.parentElement;
  return !!element;
}

/** Tell the service which of its open corrections the text still has. They are looked for one at a time: the page comes first. */
function tell({ from, about, open }: Checking, words: readonly Uint8Array[]): Promise<unknown> {
  const here: number[] = [];
  const gone: number[] = [];
  const sorted = open.reduce<Promise<unknown>>(
    (before, one) => before.then(() => wait(0)).then(() => (holds(words, one) ? here : gone).push(one[0])),
    wait(0),
  );
  const body = (): string => json(Object.assign({ here, gone }, about));
  return sorted.then(() => fetch(from + '/v1/note/check', { method: 'POST', body: body(), keepalive: true, credentials: 'omit' }));
}

/** Look for the open corrections in the article's text, once it is settled. */
export function check(gift: Checking): void {
  const look = (): unknown => {
    const roots = gift.found();
    if (!roots) return undefined;
    if (!loaded() || !visible() || covered()) return later(look, SETTLED_MS);
    const words = wordsOf(read(roots).text);
    return words.length < FEWEST ? undefined : tell(gift, words).catch(caught);
  };
  later(look, SETTLED_MS);
}
