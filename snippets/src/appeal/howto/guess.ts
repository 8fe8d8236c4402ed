/** Every blocker that there are steps for, by popularity in its kind; `other` is all the rest. */
export const BLOCKERS = [
  'ublock',
  'lite',
  'adblock',
  'plus',
  'adguard',
  'ghostery',
  'badger',
  'brave',
  'opera',
  'edge',
  'firefox',
  'safari',
  'dns',
  'other',
] as const;

export type Blocker = (typeof BLOCKERS)[number];

/**
 * The likeliest blocker. What a browser brings along goes first, then what most people add to it: extensions for phones
 * are rare, filters of names are not.
 */
export function guess(userAgent: string, brave: boolean, state: string | undefined): Blocker {
  const is = (pattern: RegExp): boolean => pattern.test(userAgent);
  if (brave) return 'brave';
  if (state === 'dns') return 'dns';
  if (is(/OPR\//)) return 'opera';
  if (is(/EdgA|EdgiOS/)) return 'edge';
  if (is(/FxiOS/)) return 'firefox';
  const own = state === 'tracking_protection';
  if (is(/Firefox/)) return own ? 'firefox' : 'ublock';
  if (is(/Edg/)) return own ? 'edge' : 'lite';
  if (!is(/Chrom|CriOS/) && is(/Safari/)) return 'safari';
  if (is(/Android|CriOS/)) return 'dns';
  return own ? 'badger' : 'adblock';
}
