import { all } from '../dom';
import { need } from '../need';

/** Shared with the script that counts ad slots: once it is there, it puts its functions here. */
export interface Ads {
  selector?: string;
  /** Find new slots, see which are filled by now, and let time count. */
  scan?: () => void;
  /** [slots seen, impressions, viewable impressions], as the wire has it. */
  count?: () => number[];
  /** A new view counts its own slots. */
  reset?: () => void;
}

export const ads: Ads = {};

/** Count the ad slots, by a script that is loaded once the page has any. */
export function scanAds(host: string, selector: string): void {
  if (ads.scan) ads.scan();
  else if (!ads.selector && all(selector)[0]) {
    ads.selector = selector;
    need(host, 'slots', ads);
  }
}
