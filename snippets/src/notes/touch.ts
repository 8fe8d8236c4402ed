import { guard, later, listen } from '../guard';
import { need } from '../need';
import { articleOf, selected } from './articles';
import { ask } from './ask';
import type { Note } from './data';
import { gift, note } from './page';

/** Shared with the script that has the button: once it is there, it puts its function here. */
export interface Offering {
  /** Show the button by a range, or take it away. */
  offer?: (note: Note, range: Range | undefined, pressed: (range: Range) => unknown) => void;
}

/** A selection is settled when it has not changed for so long: the reader moves its ends. */
const SETTLED_MS = 400;

const tool: Offering = {};
let round = 0;
let script: HTMLElement | undefined;

/** Whether any of it is in the window. */
function seen(range: Range): boolean {
  const { top, bottom } = range.getBoundingClientRect();
  return bottom > 0 && top < innerHeight;
}

/** Offer to report what is selected, or no longer. */
function offer(): void {
  const chosen = selected();
  const range = chosen && /\S/.test(String(chosen)) && seen(chosen) && articleOf(chosen) ? chosen : undefined;
  if (!note) return;
  if (tool.offer) tool.offer(note, range, ask);
  else if (range && !script) {
    script = need(gift.from, 'touch', tool);
    script.onload = guard(offer);
    script.onerror = () => (script = undefined);
  }
}

/** On a touch screen a settled selection is offered to be reported; scrolling moves where. */
export function watchTouch(): void {
  const changed = (): void => {
    const now = ++round;
    later(() => now === round && matchMedia('(pointer:coarse)').matches && offer(), SETTLED_MS);
  };
  listen(document, 'selectionchange', changed);
  listen(window, 'scroll resize', changed);
  // Who has a keyboard besides may open the dialog by it: the button does not stand over that.
  listen(window, 'keydown', () => note && tool.offer && tool.offer(note, undefined, ask));
}
