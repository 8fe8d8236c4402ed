import type { Theme } from '../panel/theme';

/** Where and how hard the reader is asked. */
export type Form = 'inline' | 'banner' | 'dialog' | 'soft_wall' | 'hard_wall';

/** `value` is seconds engaged, or % of scroll depth. */
export interface Trigger {
  readonly kind: 'at_once' | 'engaged' | 'scroll' | 'end' | 'exit';
  readonly value: number;
}

/** Text, or an element with an address and children. */
export type Piece = string | { readonly t: string; readonly h?: string; readonly c?: readonly Piece[] };

/** What the appeal says by itself, in its language. {s} in `wait` are the seconds that are left. */
export interface Words {
  readonly close: string;
  readonly back: string;
  readonly testing: string;
  readonly still: string;
  readonly unsure: string;
  readonly thanks: string;
  readonly wait: string;
  /** The steps could not be loaded. */
  readonly lost: string;
}

/** An appeal as it travels. */
export interface Appeal {
  readonly rule: number;
  /** 0 is held out: of such an appeal there are only rule, form, trigger and what to keep. */
  readonly variant: number;
  readonly form: Form;
  readonly trigger: Trigger;
  readonly lang: string;
  readonly dir: string;
  readonly title: string;
  readonly body: readonly Piece[];
  /** Its path at the service, or ''. */
  readonly picture: string;
  /** One without a label is not there. */
  readonly buttons: { readonly how: string; readonly done: string; readonly later: string };
  readonly ways: readonly { readonly url: string; readonly text: string }[];
  /** So long a soft wall stands, s, unless the reader acts; 0 means until it is closed. */
  readonly wait_s: number;
  readonly closable: boolean;
  readonly theme: Theme;
  readonly words: Words;
  /** What the device is to remember of each outcome. */
  readonly keep: Readonly<Record<'tried' | 'shown' | 'dismissed' | 'claimed' | 'allowed', string>>;
}

/** How far the appeal came, as bits; 1, eligible, is the service's. */
export const enum Stage {
  Attempted = 2,
  Rendered = 4,
  Viewable = 8,
  Dismissed = 16,
  How = 32,
  Claimed = 64,
  Way = 128,
  Verified = 256,
  Refuted = 512,
  Failed = 1024,
  Waited = 2048,
}
