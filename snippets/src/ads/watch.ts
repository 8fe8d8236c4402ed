import { all } from '../dom';
import { need } from '../need';
import type { Tag } from '../tag';

/** Shared with the script that knows ads: once it is there, it puts its functions here. */
export interface Ads {
  selector?: string;
  /** Find new slots, see which are filled by now, and let time count. */
  scan?: () => void;
  /** [slots seen, impressions, viewable impressions], as the wire has it; nothing where there are none. */
  count?: () => number[] | undefined;
  /** A new view counts its own slots. */
  reset?: () => void;
  /** Ask whether what brings the ads can be reached. */
  reach?: (data: DOMStringMap, tell: (bits: number) => void) => void;
}

export const ads: Ads = {};
let loading: Promise<unknown> | undefined;

/** Have that script, or know that it cannot be had. */
export const haveAds = ({ host, slots }: Tag): Promise<unknown> =>
  (loading ||= new Promise((done) => {
    ads.selector = slots;
    const element = need(host, 'slots', ads);
    element.onload = element.onerror = done;
  }));

/** Count the ad slots, once the page has any. */
export function scanAds(tag: Tag): void {
  if (ads.scan) ads.scan();
  else if (all(tag.slots)[0]) void haveAds(tag);
}
