import { join } from '../correct';
import { guard } from '../guard';
import { given } from '../need';
import type { Correcting } from '../notes/ask';

// Loaded when a reader has found a mistake, or where an earlier page could not send what one wrote.
guard(() => join(given<Correcting>()))();
