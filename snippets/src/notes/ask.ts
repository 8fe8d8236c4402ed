import { guard } from '../guard';
import { need } from '../need';
import { type Article, articleOf } from './articles';
import type { Note } from './data';
import { type About, aboutOf, gift, note } from './page';

/** What a reader has selected in an article, to report a mistake perhaps. */
export interface Asked {
  readonly note: Note;
  readonly about: About;
  readonly article: Article;
  readonly range: Range;
}

/** Shared with the script that has the dialog: once it is there, it puts its function here. */
export interface Correcting {
  from?: string;
  /** Say something at the article's end. */
  readonly say: (text: string) => void;
  /** Ask what is wrong. */
  open?: (asked: Asked) => void;
}

/** Where something is said: below the line that was pressed last, or that was put there last. */
let voice: HTMLElement | undefined;
export const speakIn = (status: HTMLElement): HTMLElement => (voice = status);
export function say(text: string): void {
  if (voice) voice.textContent = text;
}

const tool: Correcting = { say };
let script: HTMLElement | undefined;
let waiting: Asked | undefined;

/** Have the dialog, and open it where somebody waits for it. */
export function load(): void {
  if (tool.open) {
    if (waiting) tool.open(waiting);
    waiting = undefined;
  } else if (!script) {
    tool.from = gift.from;
    script = need(gift.from, 'correct', tool);
    script.onload = guard(load);
    script.onerror = guard(() => {
      script = undefined;
      if (waiting) say(waiting.note.words.lost);
    });
  }
}

/** Whether a range can be reported; if so, the reader is asked what is wrong. */
export function ask(range: Range | undefined): boolean {
  const article = range && note && articleOf(range);
  if (!article) return false;
  waiting = { note: note!, about: aboutOf(article.url), article, range: range! };
  load();
  return true;
}
