import type { Theme } from '../panel/theme';

/** What is said to who reports a mistake, in the note's language. */
export interface Words {
  /** The dialog's title. */
  readonly title: string;
  /** Labels: the field with the right text, what is wrong, and an address at which to be asked back. */
  readonly suggestion: string;
  readonly comment: string;
  readonly email: string;
  readonly send: string;
  readonly cancel: string;
  readonly close: string;
  readonly sending: string;
  /** It is with the newsroom. */
  readonly sent: string;
  /** The line failed, or the service is busy: kept here, and sent by itself. */
  readonly kept: string;
  /** The service refused it for good. */
  readonly refused: string;
  /** The site takes no reports. */
  readonly off: string;
  /** Nothing is changed and nothing said. */
  readonly empty: string;
  /** That is no e-mail address. */
  readonly address: string;
  /** How to select: where nothing of the article is selected. */
  readonly select: string;
  /** The selection is longer than 1,000 characters. */
  readonly long: string;
  /** The dialog could not be loaded. */
  readonly lost: string;
}

/** An open correction: its id, of how many words its run is, and that run's hash. */
export type Open = readonly [id: number, words: number, hash: string];

/** What the service says of an article's corrections. */
export interface Note {
  readonly caption: string;
  /** The touch button's label. */
  readonly touch: string;
  readonly lang: string;
  readonly dir: string;
  readonly words: Words;
  readonly theme: Theme;
  readonly open: readonly Open[];
}

/** The words of an article that a reader marked, as a text-quote selector (W3C Web Annotation), and its place. */
export interface Quote {
  readonly exact: string;
  readonly prefix: string;
  readonly suffix: string;
  /** UTF-16 units from the beginning of the article's text. */
  readonly position: number;
}
