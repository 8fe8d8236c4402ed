import { watchSlots } from '../ads/slots';
import type { Ads } from '../ads/watch';
import { guard } from '../guard';
import { given } from '../need';

// Loaded once a page has ad slots: counts them, what stands in them, and what was viewable.
guard(() => watchSlots(given<Ads>()))();
