import { all } from '../dom';
import { guard, later } from '../guard';
import { attentive, now } from '../page';
import type { Ads } from './watch';
import { enough, newSlot, observe, type Slot, VIEWABLE_MS } from './viewable';

const slots = new Map<Element, Slot>();
let observer: IntersectionObserver;

function note(element: Element, change: Partial<Slot>): void {
  const slot = slots.get(element) || newSlot();
  const { since } = slot;
  slots.set(element, slot);
  observe(slot, change, attentive(), now());
  if (slot.since > since) later(() => note(element, {}), VIEWABLE_MS + 5);
}

/** A new view counts its own slots. */
function reset(): void {
  slots.clear();
  if (observer) observer.disconnect();
  observer = new IntersectionObserver(
    guard((entries) =>
      entries.forEach(({ target, intersectionRatio, boundingClientRect: { width, height } }) =>
        note(target, { shown: enough(intersectionRatio, width * height) }),
      ),
    ),
    { threshold: [0.3, 0.5] },
  );
}

/** The ad that stands in the slot; a counting pixel, or a frame that has collapsed, is none. */
const adIn = (slot: HTMLElement): HTMLElement | undefined =>
  all('iframe,img,video', slot).find(({ offsetHeight }) => offsetHeight > 1);

/** Find new slots, see which are filled by now, and let time count. */
const scan = (selector: string): void =>
  all(selector).forEach((element) => {
    // A GPT container inside a marked slot is the same slot.
    if (element.parentElement!.closest(selector)) return;
    const ad = adIn(element);
    const slot = slots.get(element);
    // A slot that had no height crosses no threshold when it gets one: observed anew, it is told at once.
    if (slot && slot.ad !== ad) observer.unobserve(element);
    observer.observe(element);
    note(element, { ad });
  });

/** [slots seen, impressions, viewable impressions], as the wire has it; nothing where there are none. */
function count(): number[] | undefined {
  const counts = [slots.size, 0, 0];
  slots.forEach(({ filled, viewable }) => {
    counts[1]! += filled;
    counts[2]! += viewable;
  });
  return slots.size ? counts : undefined;
}

/** Begin to count, for whoever gave the selector. */
export function watchSlots(ads: Ads): void {
  reset();
  ads.reset = reset;
  ads.count = count;
  // Not at once: at load this would force the page's first layout into our time.
  ads.scan = () => scan(ads.selector!);
}
