import { all } from '../dom';
import { guard, later } from '../guard';
import { attentive, now } from '../page';
import { enough, newSlot, observe, type Slot, VIEWABLE_MS } from './viewable';

const slots = new Map<Element, Slot>();
let observer: IntersectionObserver;

function note(element: Element, change: Partial<Slot>): void {
  const before = slots.get(element) || newSlot;
  const slot = observe(before, change, attentive(), now());
  slots.set(element, slot);
  if (slot.since > before.since) later(() => note(element, {}), VIEWABLE_MS + 5);
}

/** A new view counts its own slots. */
export function resetSlots(): void {
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

/** Whether an ad with some area stands in the slot; a counting pixel is none. */
const hasAd = (slot: HTMLElement): boolean =>
  all('iframe,img,video', slot).some(({ offsetHeight }) => offsetHeight > 1);

/** Find new slots, see which are filled by now, and let time count. */
export const scanSlots = (selector: string): void =>
  all(selector).forEach((element) => {
    // A GPT container inside a marked slot is the same slot.
    if (element.parentElement!.closest(selector)) return;
    observer.observe(element);
    note(element, { filled: hasAd(element) });
  });

/** [seen, filled, viewable], as the wire has it. */
export const countSlots = (): number[] => {
  const known = [...slots.values()].slice(0, 1_000);
  return [known.length, known.filter(({ filled }) => filled).length, known.filter(({ viewable }) => viewable).length];
};
