import { json } from '../send';

/** What a reader wrote, as the wire has it. */
export interface Report {
  readonly id: string;
}

/** When it was written, ms since 1970, and what. */
type Kept = readonly [number, Report];

const PLACE = 'kindly.note';
const WEEK_MS = 7 * 86_400_000;

/** What the device keeps until it is sent; this page alone where nothing can be kept. */
let list: readonly Kept[] = [];
let denied: boolean | undefined;

function fresh(): readonly Kept[] {
  try {
    // Other pages of the site add to it.
    if (!denied) list = ([] as Kept[]).concat(JSON.parse(localStorage[PLACE] || '[]'));
  } catch {
    denied = true;
  }
  return list.filter((one) => one && one[1] && one[0] > Date.now() - WEEK_MS);
}

function change(to: readonly Kept[]): void {
  list = to;
  try {
    if (to[0]) localStorage[PLACE] = json(to);
    else localStorage.removeItem(PLACE);
  } catch {
    denied = true;
  }
}

/** What is not sent yet, of a week at most. */
export const kept = (): Report[] => fresh().map(([, report]) => report);

export const drop = (id: string): void => change(fresh().filter(([, report]) => report.id !== id));

/** Keep a report until it is dropped. */
export const keep = (report: Report): void => change([...fresh().filter(([, { id }]) => id !== report.id), [Date.now(), report]]);
