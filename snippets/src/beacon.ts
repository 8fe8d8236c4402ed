import { type Basis, privacySignals } from './consent';
import type { Finding } from './detect';
import { type Clock, newClock, step } from './engage/clock';
import { type Depth, newDepth, percent } from './engage/scroll';
import { randomId } from './id';
import type { Meta } from './meta';
import { attentive, type How, now } from './page';
import { here } from './route';

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
  readonly i?: readonly number[] | undefined;
  readonly y?: number | undefined;
  readonly yc?: string | undefined;
  readonly m?: Meta | undefined;
  readonly o?: readonly [number, number];
  readonly l?: string | undefined;
  readonly h?: How | undefined;
  readonly p?: number;
  readonly rs?: boolean | undefined;
  readonly ap?: Progress | undefined;
  readonly st?: string | undefined;
}

/** How far an appeal came: rule, variant, stages as bits, and when it was shown and acted on, ms of the view. */
export type Progress = readonly [number, number, number, number, number];

/** Real revenue of a view, in millionths of its currency; without one the site's is meant. */
export interface Revenue {
  micros: number;
  currency?: string;
}

/** One reading of one article page, as far as this page knows it. */
export interface View {
  /** What every beacon of the view says alike. */
  readonly base: Beacon;
  seq: number;
  clock: Clock;
  depth: Depth;
  /** The article's body, once the page has been looked at. */
  body?: HTMLElement;
  readonly revenue: Revenue;
  /** At what age, ms, the next checkpoint is due. */
  due: number;
  canonical?: string | undefined;
  asked?: Progress;
  /** The article's metadata: undefined until it was asked for, null while it is not there to be sent. */
  meta?: Meta | null;
  /** Whether the service has closed the view: the next act begins another. */
  closed?: boolean;
}

/**
 * With three addresses of this length, and the longest metadata in a script of three bytes a letter, a beacon stays
 * under the wire's 16,384 bytes (a test counts them).
 */
const LONGEST = 1_700;

/** An address, cut where it is too long, or nothing. */
export const fitUrl = (url: string | undefined = ''): string | undefined => url.slice(0, LONGEST) || undefined;

const head = (s: string, j: Basis, page: string): Beacon => ({
  s,
  v: randomId(),
  u: page.slice(0, LONGEST),
  t: Date.now(),
  j,
  k: VERSION,
});

/** The one count of a reader who asked not to be measured: the page without its query, and nothing of the reader. */
export const anonymous = (site: string, basis: Basis, p: number): Beacon =>
  Object.assign({ n: 0, b: 'not_run' as const, p }, head(site, basis, location.origin + location.pathname));

export const openView = (
  site: string,
  basis: Basis,
  h: How | undefined,
  referrer: string | undefined,
  rs: boolean | undefined,
  revenue: Revenue,
): View => {
  const clock = newClock(now());
  step(clock, now(), attentive());
  return {
    base: Object.assign(head(site, basis, here().href), {
      r: fitUrl(referrer),
      h,
      rs,
      l: navigator.language,
    }),
    seq: 0,
    clock,
    depth: newDepth(),
    revenue,
    due: 5_000,
  };
};

/** The view's whole snapshot. `settled` says whether the page has its final length, so that depth means something. */
export const snapshot = (
  { base, clock, depth, canonical, asked, meta, revenue }: View,
  finding: Finding | undefined,
  slots: readonly number[] | undefined,
  settled: boolean,
): Beacon =>
  Object.assign(
    {
      yc: revenue.currency,
      m: meta || undefined,
      i: slots,
      y: revenue.micros,
      // An extension may show it only after a while: the service then forgets the rest.
      p: privacySignals(navigator),
      z: depth.finished,
      a: clock.active10s,
      e: Math.round(clock.engagedMs),
      c: canonical,
      ap: asked,
      d: settled ? percent(depth) : undefined,
      // Not before: at load this would force the page's first layout into our time.
      o: [innerWidth, innerHeight] as const,
    },
    base,
    finding,
  );
