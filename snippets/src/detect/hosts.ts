import { all } from '../dom';
import { need } from '../need';
import type { Tag } from '../tag';
import { inTime } from './request';

/** What the script that asks hosts is given. */
export interface Asked {
  /** The tag's attributes: `data-ad-hosts` and `data-tracker-hosts`. */
  readonly data: DOMStringMap;
  /** Takes the bits `AdHost`, `TrackerHost` and `PageAds`, as often as they change. */
  readonly tell: (bits: number) => void;
}

/** What was told last; nothing where nobody was asked. */
export let told: number | undefined;

/** Ask, on a page that has ad slots or by a tag that names hosts; it is told in time, or not. */
export const askHosts = ({ host, slots, data }: Tag): Promise<unknown> =>
  inTime(
    () => new Promise((done) => {
      const tell = (bits: number): void => done((told = bits));
      if (data['adHosts'] || data['trackerHosts'] || all(slots)[0]) need<Asked>(host, 'hosts', { data, tell }).onerror = done;
      else done(0);
    }),
  );
