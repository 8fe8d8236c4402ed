import type { Blocker } from './guess';

/** The steps in one language. */
export interface Words {
  readonly lang: string;
  readonly which: string;
  /** The first step with an extension, in whose place {icon} stands, and with what is part of the browser. */
  readonly toolbar: string;
  readonly address: string;
  /** The last step; {done} is the button's label. */
  readonly last: string;
  /** Of each blocker its name, what is to be found (an icon, or the whole first step), and the second step. */
  readonly guides: Readonly<Record<Blocker, readonly [string, string, string]>>;
}
