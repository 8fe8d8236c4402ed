import { Kind } from './baits';
import type { Hidden } from './element';
import type { Pair } from './request';

export type State = 'none' | 'requests' | 'cosmetic' | 'dns' | 'tracking_protection' | 'inconclusive' | 'not_run';

/** The bits of `g`; docs/wire.md says when each is set. */
export const enum Bit {
  Request = 1,
  Element = 2,
  PageAds = 4,
  Script = 8,
  AdHost = 16,
  TrackerHost = 32,
  RequestControl = 64,
  ElementControl = 128,
  Late = 256,
}

/** Everything that was observed. */
export interface Signals {
  /** [bait, control] of each request, in the order of the baits' table. */
  readonly pairs: readonly Pair[];
  readonly element: Hidden;
  /** `AdHost`, `TrackerHost` and `PageAds`, as far as they are known. */
  readonly hosts: number | undefined;
}

/** State, signals and confidence (0 to 100), under the wire's names. */
export interface Verdict {
  readonly b: State;
  readonly g: number;
  readonly q: number;
}

/** A pair speaks only when its control arrived and its bait was answered in time. */
const sound = ([bait, control]: Pair): boolean => !!control && bait !== undefined;

export const anyBlocked = (pairs: readonly Pair[]): boolean => pairs.some((pair) => sound(pair) && !pair[0]);

/** The signals as bits. */
const bits = ({ pairs, element, hosts }: Signals): number =>
  pairs.reduce(
    (g, pair, kind) => g | (!sound(pair) ? Bit.RequestControl : pair[0] ? 0 : kind === Kind.Script ? Bit.Script : Bit.Request),
    (element.control ? Bit.ElementControl : element.baits && Bit.Element) | hosts!,
  );

/**
 * State and confidence by rule, the most telling first. A hidden bait beside blocked requests is one blocker, so
 * `requests` wins; hosts count only when the page's own server answers every bait.
 */
function judge({ pairs }: Signals, g: number): [State, number] {
  const answered = pairs.filter(sound);
  const blocked = answered.filter(([bait]) => !bait).length;
  if (blocked) return ['requests', 70 + 8 * blocked + (g & Bit.Element)];
  if (!answered[0] || g & Bit.ElementControl) return ['inconclusive', 0];
  if (g & Bit.Element) return ['cosmetic', 90];
  if (g & Bit.AdHost) return ['dns', 90];
  if (g & Bit.TrackerHost) return ['tracking_protection', 80];
  // A lost script whose host answers, or may not be asked, proves no blocker, but leaves a doubt.
  return ['none', (g & Bit.PageAds ? 40 : 65) + 10 * answered.length];
}

/** What the signals add up to. Pure: the same signals give the same verdict. */
export function classify(signals: Signals): Verdict {
  const g = bits(signals);
  const [b, q] = judge(signals, g);
  return { b, g, q };
}
