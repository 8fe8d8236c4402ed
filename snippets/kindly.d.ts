/** The page's side of Kindly. Calls made before the script has loaded are queued by the stub. */
interface Kindly {
  /** Whether the reader agrees to be measured. `false` ends all measuring at once and erases what the device keeps. */
  (verb: 'consent', given: boolean): void;
  /**
   * Real ad revenue of this page view; amounts add up. `currency` is an ISO 4217 code and must be the site's, and the
   * same in all calls of a view; without it the site's is meant.
   */
  (verb: 'revenue', amount: number, currency?: string): void;
  /** Say in the console what was seen, what was sent and why, now and from here on. */
  (verb: 'debug'): void;
  /** The stub's queue. */
  q?: ArrayLike<unknown>[];
}

declare const kindly: Kindly;

interface Window {
  kindly: Kindly;
}
