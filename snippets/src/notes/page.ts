import type { Note } from './data';

/** What this script is given: where the service is, and the site's key. */
export interface Noting {
  readonly from: string;
  readonly key: string;
}

/** An article, as the wire has it. */
export interface About {
  readonly site: string;
  readonly url: string;
  readonly canonical?: string | undefined;
}

/** So many units of an address are sent: two of them, and the longest texts, fit into the wire's 16,384 bytes. */
const LONGEST = 1_100;

// The script runs once a page, so this is the state of one.
export let gift: Noting;
/** What the service says: nothing while it has not, or where readers cannot report. */
export let note: Note | undefined;
let first: string;

export function begin(given: Noting, path: string): void {
  gift = given;
  first = path;
}

export function noted(told: Note): void {
  note = told;
}

/** Which article an address is of. Only the page that was loaded has its canonical address: an app may keep the last one's. */
export function aboutOf(url: string): About {
  const link = document.querySelector<HTMLLinkElement>('link[rel=canonical]');
  const canonical = link && new URL(url).pathname === first && /^http/.test(link.href) ? link.href.slice(0, LONGEST) : undefined;
  return { site: gift.key, url: url.slice(0, LONGEST), canonical };
}
