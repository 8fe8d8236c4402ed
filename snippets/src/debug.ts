import { fault } from './guard';
import { need } from './need';
import { finding, sent } from './session';

/** What the debugging script is shown. */
export interface Seen {
  readonly version: string;
  /** Why, what, and with which answer (a promise of it) beacons were sent. */
  readonly sent: unknown[][];
  /** What detection found, and the last error that was kept from the page. */
  readonly now: () => [typeof finding, unknown];
}

/** Say in the console what was seen, what was sent with which answer, and what went wrong. */
export const debug = (host: string): unknown =>
  need<Seen>(host, 'debug', { version: VERSION, sent, now: () => [finding, fault] });
