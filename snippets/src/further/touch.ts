import { guard } from '../guard';
import { given } from '../need';
import type { Offering } from '../notes/touch';
import { join } from '../touch';

// Loaded when something is selected on a touch screen: offers to report it.
guard(() => join(given<Offering>()))();
