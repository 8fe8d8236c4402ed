import { caught, later } from '../guard';
import { now } from '../page';
import type { Tag } from '../tag';
import { anyBlocked, Bit, classify, type State, type Verdict } from './classify';
import { lookInto, openBox, watch } from './element';
import { askHosts, told } from './hosts';
import { probe } from './request';

/** A verdict and how long it took, ms. */
export interface Finding extends Verdict {
  readonly x: number;
}

/** Some blockers go live only seconds after the browser starts, some ads seconds after the page. */
const RECHECK_MS = 2_000;

/** Detect and tell `answer`; look once more, and tell it again, `late`, when the state is another by then. */
export function detect(tag: Tag, answer: (finding: Finding, late?: State) => void): void {
  const began = now();
  const box = openBox();

  const attempt = (first?: State): void => {
    const probed = probe(tag.host);
    // Who blocks requests need not be asked which hosts they block.
    const asked = probed.then((pairs) => anyBlocked(pairs) || askHosts(tag));
    Promise.all([watch(box), probed, asked])
      .then(([element, pairs]) => {
        const hosts = told;
        const { b, g, q } = classify({ pairs, element, hosts });
        const x = Math.round(now() - began);
        if (b !== first) answer({ b, g: first ? g | Bit.Late : g, q, x }, first);
        later(() => {
          const changed = b === 'inconclusive' || lookInto(box).baits !== element.baits || told !== hosts;
          if (changed && !first) attempt(b);
          else box[0]!.remove();
        }, RECHECK_MS);
      })
      .catch(caught);
  };

  attempt();
}
