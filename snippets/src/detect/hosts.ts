import { ads, haveAds } from '../ads/watch';
import { all } from '../dom';
import type { Tag } from '../tag';
import { inTime } from './request';

/** What was told last; nothing where nobody was asked. */
export let told: number | undefined;

/** Ask, on a page that has ad slots or by a tag that names hosts; it is told in time, or not. */
export const askHosts = (tag: Tag): Promise<unknown> =>
  inTime(() =>
    tag.data['adHosts'] || tag.data['trackerHosts'] || all(tag.slots)[0]
      ? haveAds(tag).then(
          () => ads.reach && new Promise<void>((done) => ads.reach!(tag.data, (bits) => done(void (told = bits)))),
        )
      : Promise.resolve(),
  );
