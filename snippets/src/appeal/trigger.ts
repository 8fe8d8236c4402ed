import type { Beacon } from '../beacon';
import { listen } from '../guard';
import type { Trigger } from './data';

/** Whether what the reader has done in this view is enough. That somebody leaves is told by `watchLeaving`. */
export const due = ({ kind, value }: Trigger, { e = 0, d = 0, z }: Pick<Beacon, 'e' | 'd' | 'z'>): boolean =>
  !!{ ['at_once']: true, engaged: e >= value * 1_000, scroll: d >= value, end: z, exit: false }[kind];

/** On a touch screen: half a window up within one look, as readers do who go for the address bar. */
export const hurriedUp = (before: number, after: number, viewport: number): boolean => before - after > viewport / 2;

/** Tell of a pointer that leaves through the window's upper edge, where tabs and the address are. */
export const watchLeaving = (left: () => void): void =>
  listen(document, 'mouseout', (event) => {
    const { relatedTarget, clientY } = event as MouseEvent;
    if (!relatedTarget && clientY <= 0) left();
  });
