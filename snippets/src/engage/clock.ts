/** Chartbeat's definition: a reader is engaged for 5 s after each act. */
const ENGAGED_FOR_MS = 5_000;
const BUCKET_MS = 10_000;

/** Three clocks fed from one stream of moments; all times are ms of the same monotonic clock. */
export interface Clock {
  readonly began: number;
  /** Up to where time is accounted for. */
  at: number;
  /** Whether the page was visible and focused from there on. */
  attentive: boolean;
  /** The last act; minus infinity before the first. */
  acted: number;
  engagedMs: number;
  focusMs: number;
  /** How many ten-second buckets of the view held an act. */
  active10s: number;
}

export const newClock = (began: number): Clock => ({
  began,
  at: began,
  attentive: false,
  acted: -Infinity,
  engagedMs: 0,
  focusMs: 0,
  active10s: 0,
});

/**
 * Take the clock to a later moment, at which the page is `attentive` or not and the reader `acted` or not. Intervals
 * are credited exactly, so the totals do not depend on how often it is asked. The first attention counts as an act
 * (the reader opened the page); coming back to it does not.
 */
export function step(clock: Clock, at: number, attentive: boolean, acted?: boolean): void {
  const from = clock.attentive ? clock.at : at;
  clock.engagedMs += Math.max(0, Math.min(at, clock.acted + ENGAGED_FOR_MS) - from);
  clock.focusMs += at - from;
  clock.at = at;
  clock.attentive = attentive;
  if (attentive && (acted || clock.acted < 0)) {
    const bucket = (time: number): number => Math.floor((time - clock.began) / BUCKET_MS);
    if (bucket(at) > bucket(clock.acted)) clock.active10s++;
    clock.acted = at;
  }
}
