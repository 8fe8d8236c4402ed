import { lastFault } from './guard';
import { inside } from './session';

/** Say in the console what was seen, what was sent, and why. */
export const debug = (): void => console.log('kindly', VERSION, inside(), lastFault());
