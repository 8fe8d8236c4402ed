import { all } from '../dom';
import { need } from '../need';
import type { Tag } from '../tag';
import { inTime } from './request';

/** What the script that asks hosts is given. */
export interface Asked {
  /** The tag's attributes: `data-ad-hosts` and `data-tracker-hosts`. */
  readonly data: DOMStringMap;
  /** Takes the bits `AdHost`, `TrackerHost` and `PageAds`. */
  readonly tell: (bits: number) => void;
}

/** The bits of hosts that cannot be reached, on a page that has ads or a tag that names hosts. */
export const askHosts = ({ host, slots, data }: Tag): Promise<number | undefined> =>
  inTime(
    new Promise((tell) => {
      if (data['adHosts'] || data['trackerHosts'] || all(slots)[0]) need<Asked>(host, 'hosts', { data, tell }).onerror = () => tell(0);
      else tell(0);
    }),
  );
