import { fault } from './guard';
import { finding, sent } from './session';

/** Say in the console what was seen, what was sent with which answer, and what went wrong. */
export function debug(): void {
  console.table(sent);
  console.log('kindly', VERSION, finding, fault);
}
