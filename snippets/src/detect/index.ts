import { caught, later } from '../guard';
import { now } from '../page';
import { Bit, classify, type State, type Verdict } from './classify';
import { lookInto, openBox, watch } from './element';
import { watchPageAds } from './page';
import { probe } from './request';

/** A verdict and how long it took, ms. */
export interface Finding extends Verdict {
  readonly x: number;
}

/** Some blockers go live only seconds after the browser starts. */
const RECHECK_MS = 2_000;

/** Detect and tell `answer`; look once more, and tell it again, `late`, when the state is another by then. */
export function detect(host: string, answer: (finding: Finding, late?: State) => void): void {
  const began = now();
  const adsFailed = watchPageAds();
  const box = openBox();

  const attempt = (first?: State): void => {
    Promise.all([watch(box), probe(host)])
      .then(([element, pairs]) => {
        const pageAds = adsFailed();
        const { b, g, q } = classify({ pairs, element, pageAds });
        // A computer that slept in between took no longer than the wire allows.
        const x = Math.min(600_000, Math.round(now() - began));
        if (b !== first) answer({ b, g: first ? g | Bit.Late : g, q, x }, first);
        later(() => {
          const changed = b === 'inconclusive' || lookInto(box).baits !== element.baits || adsFailed() !== pageAds;
          if (changed && !first) attempt(b);
          else box[0]!.remove();
        }, RECHECK_MS);
      })
      .catch(caught);
  };

  attempt();
}
