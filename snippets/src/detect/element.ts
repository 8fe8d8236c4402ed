import { wait } from '../guard';
import { CLASSES } from './baits';

/** How many bait elements are hidden, and whether the neutral one is too. */
export interface Hidden {
  readonly baits: number;
  readonly control: boolean;
}

/** Blockers hide within 24 to 160 ms of insertion; what comes later, the second look finds. */
const SETTLED_MS = 260;

/** Out of sight and of the page's layout. Not to the left: pages that run right to left would scroll sideways. */
const STYLE = 'position:fixed;top:-3000px;height:250px;contain:strict';

/** A box, and in it one empty element a class, all put into the page at once. */
export function openBox(): HTMLElement[] {
  const box = document.createElement('div');
  // Through the CSSOM, which a strict CSP allows.
  box.style.cssText = STYLE;
  const elements = CLASSES.map((name) => {
    const element = box.cloneNode() as HTMLElement;
    element.className = name;
    return element;
  });
  box.append(...elements);
  document.body.append(box);
  return [box, ...elements];
}

/** What a look into the box shows now; an element that was taken out has no height either. */
export function lookInto([, ...elements]: HTMLElement[]): Hidden {
  const hidden = elements.map(({ offsetHeight }) => !offsetHeight);
  const control = !!hidden.pop();
  return { baits: hidden.filter(Boolean).length, control };
}

/** What it shows once it is stable. */
export const watch = (box: HTMLElement[]): Promise<Hidden> => wait(SETTLED_MS).then(() => lookInto(box));
