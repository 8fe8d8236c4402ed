import { run } from '../appeal';
import { guard } from '../guard';
import { given } from '../need';
import type { Asking } from '../session';

// Loaded for a view whose reader is to be asked to allow ads.
guard(() => run(given<Asking>()))();
