import { check, type Checking } from '../check';
import { guard } from '../guard';
import { given } from '../need';

// Loaded where readers have reported mistakes that are not corrected yet: says which of them the page still has.
guard(() => check(given<Checking>()))();
