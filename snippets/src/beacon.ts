import type { Basis } from './consent';
import type { Finding } from './detect';
import { type Clock, newClock, step } from './engage/clock';
import { type Depth, newDepth, percent } from './engage/scroll';
import { randomId } from './id';
import type { Meta } from './meta';
import { attentive, type How, now } from './page';
import { clean, language } from './text';

/** One snapshot on the wire; docs/wire.md gives each key's meaning and limits. */
export interface Beacon extends Partial<Finding> {
  readonly s: string;
  readonly v: string;
  readonly n?: number;
  readonly u: string;
  readonly t: number;
  readonly w?: number;
  readonly j: Basis;
  readonly k: string;
  readonly c?: string | undefined;
  readonly r?: string | undefined;
  readonly e?: number;
  readonly f?: number;
  readonly a?: number;
  readonly d?: number | undefined;
  readonly z?: boolean;
  readonly i?: readonly number[];
  readonly y?: number | undefined;
  readonly m?: Meta | undefined;
  readonly o?: readonly [number, number];
  readonly l?: string | undefined;
  readonly h?: How | undefined;
  readonly p?: number;
  readonly rs?: true | undefined;
}

/** One reading of one article page, as far as this page knows it. */
export interface View {
  /** What every beacon of the view says alike. */
  readonly base: Beacon;
  seq: number;
  clock: Clock;
  depth: Depth;
  /** At what age, ms, the next checkpoint is due. */
  due: number;
  canonical?: string | undefined;
  /** The article's metadata: undefined until the page has been asked, null once a beacon that held it was answered. */
  meta?: Meta | null;
  /** Whether the service has closed the view: the next act begins another. */
  closed?: boolean;
}

/**
 * With three addresses of this length, and the longest metadata in a script of three bytes a letter, a beacon stays
 * under the wire's 16,384 bytes (a test counts them).
 */
const LONGEST = 1_900;

/** An address, cut where it is too long, or nothing. */
export const fitUrl = (url?: string): string | undefined => clean(url, LONGEST) || undefined;

const head = (s: string, j: Basis, page: string): Beacon => ({
  s,
  v: randomId(),
  u: clean(location.origin + page, LONGEST),
  t: Date.now(),
  j,
  k: VERSION,
});

/** The one count of a reader who asked not to be measured: the page without its query, and nothing of the reader. */
export const anonymous = (site: string, basis: Basis, p: number): Beacon => ({
  ...head(site, basis, location.pathname),
  n: 0,
  w: Date.now(),
  b: 'not_run',
  p,
});

export const openView = (site: string, basis: Basis, h: How | undefined, referrer: string | undefined, rs: true | undefined): View => ({
  base: {
    ...head(site, basis, location.pathname + location.search),
    r: fitUrl(referrer),
    h,
    rs,
    o: [innerWidth, innerHeight],
    l: language(navigator.language),
  },
  seq: 0,
  clock: step(newClock(now()), now(), attentive()),
  depth: newDepth,
  due: 5_000,
});

/** The view's whole snapshot. `settled` says whether the page has its final length, so that depth means something. */
export const snapshot = (
  { base, clock, depth, canonical, meta }: View,
  finding: Finding | undefined,
  slots: readonly number[],
  micros: number,
  settled: boolean,
): Beacon => ({
  ...base,
  ...finding,
  c: canonical,
  e: Math.round(clock.engagedMs),
  f: Math.round(clock.focusMs),
  a: clock.active10s,
  d: settled ? percent(depth) : undefined,
  z: depth.finished,
  i: slots,
  y: micros || undefined,
  m: meta || undefined,
});
