import { watchSlots } from '../ads/slots';
import type { Ads } from '../ads/watch';
import { reach, watchPolicy } from '../detect/reach';
import { guard } from '../guard';
import { given } from '../need';

// Loaded where the page has ad slots, or its tag names hosts: counts the slots, what stands in them and what was
// viewable, and asks whether what brings the ads can be reached.
guard(() => {
  const ads = given<Ads>();
  watchPolicy();
  watchSlots(ads);
  ads.reach = reach;
})();
