/**
 * The one table of request baits: a path that the common lists block, and a neutral one of the same kind that none of
 * them knows, for a CSP or a proxy may stop one kind alone. The tag adds `?client=` and a number, which keeps every
 * cache out. The service answers bait and control alike, as answers.ts says; the build writes both to dist/baits.json.
 */
export const BAITS: readonly (readonly [bait: string, control: string])[] = [
  ['/ads', '/v1/ok'],
  ['/bannerads/p.svg', '/v1/ok.svg'],
  ['/adserver.js', '/v1/ok.js'],
];

/** How the page asks for each, in the table's order. */
export const enum Kind {
  Fetch,
  Image,
  Script,
}

/**
 * Classes that generic hiding rules match, and a neutral one last. Never add a class that lists guard against
 * detectors, such as ad-slot.
 */
export const CLASSES: readonly string[] = ['ad_300x250', 'ad-leaderboard', 'sponsored-ad', 'bannerAd', 'kindly-note'];

/** A stub that a blocker puts in a bait's place is neither empty, nor so wide, nor does it set the mark. */
export const FETCH_STATUS = 204;
export const IMAGE_WIDTH = 7;
