/** The MRC's rule: half of the pixels (30 % of a large slot) for one continuous second, in a focused tab. */
export const VIEWABLE_MS = 1_000;
const LARGE_PX = 242_500;

export interface Slot {
  /** Whether enough of its pixels are in view. */
  readonly shown: boolean;
  readonly filled: boolean;
  /** Since when an ad has been seen in it; 0 when it is not. */
  readonly since: number;
  readonly viewable: boolean;
}

export const newSlot: Slot = { shown: false, filled: false, since: 0, viewable: false };

/** Whether so large a part of a slot of so many square pixels is enough. */
export const enough = (ratio: number, area: number): boolean => area > 0 && ratio >= (area < LARGE_PX ? 0.5 : 0.3);

/** The slot after something changed, or after time passed. A slot that was once viewable stays so. */
export function observe(slot: Slot, change: Partial<Slot>, attentive: boolean, now: number): Slot {
  const next = { ...slot, ...change };
  const since = attentive && next.filled && next.shown ? slot.since || now : 0;
  return { ...next, since, viewable: slot.viewable || (since > 0 && now - since >= VIEWABLE_MS) };
}
