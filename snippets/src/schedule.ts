const MINUTE_MS = 60_000;

/** When the next checkpoint of a view is due, ms of its life: after 5, 10, 20, 40 s, then every full minute. */
export const nextCheckpoint = (ageMs: number): number =>
  [5_000, 10_000, 20_000, 40_000].find((due) => due > ageMs) || (Math.floor(ageMs / MINUTE_MS) + 1) * MINUTE_MS;
