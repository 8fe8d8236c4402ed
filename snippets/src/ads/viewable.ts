/** The MRC's rule: half of the pixels (30 % of a large slot) for one continuous second, in a focused tab. */
export const VIEWABLE_MS = 1_000;
const LARGE_PX = 242_500;

/** What was seen of a slot. Each ad that stands in it, one after a refresh too, is an impression of its own. */
export interface Slot {
  /** Whether enough of its pixels are in view. */
  shown?: boolean;
  /** The ad that stands in it now, and the last one that did. */
  ad?: unknown;
  last?: unknown;
  /** Whether the viewable impression of that ad is counted. */
  counted?: boolean;
  /** Since when an ad has been seen in it; 0 when it is not. */
  since: number;
  /** How many impressions it had, and how many of them were viewable. */
  filled: number;
  viewable: number;
}

export const newSlot = (): Slot => ({ since: 0, filled: 0, viewable: 0 });

/** Whether so large a part of a slot of so many square pixels is enough. */
export const enough = (ratio: number, area: number): boolean => area > 0 && ratio >= (area < LARGE_PX ? 0.5 : 0.3);

/** Account for what changed in a slot, or for time that passed. */
export function observe(slot: Slot, change: Partial<Slot>, attentive: boolean, now: number): void {
  Object.assign(slot, change);
  if (slot.ad && slot.ad !== slot.last) {
    slot.last = slot.ad;
    slot.filled++;
    slot.since = 0;
    slot.counted = false;
  }
  slot.since = attentive && slot.shown && slot.ad ? slot.since || now : 0;
  if (slot.since && !slot.counted && now - slot.since >= VIEWABLE_MS) {
    slot.counted = true;
    slot.viewable++;
  }
}
