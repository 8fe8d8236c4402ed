/** The page's side of Kindly. Calls made before the script has loaded are queued by the stub. */
interface Kindly {
  /** Whether the reader agrees to be measured. `false` ends all measuring at once. */
  (verb: 'consent', given: boolean): void;
  /** Real ad revenue of this page view, in the site's currency; amounts add up. */
  (verb: 'revenue', amount: number): void;
  /** Print what was seen and what was sent to the console. */
  (verb: 'debug'): void;
}

declare const kindly: Kindly;

interface Window {
  kindly: Kindly;
}
