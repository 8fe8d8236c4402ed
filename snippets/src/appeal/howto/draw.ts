import { type Blocker } from './guess';

const SHIELD = 'M0-10l9 3c0 8-3 13-9 16-6-3-9-8-9-16z';
const OCTAGON = 'M-4-10h8l6 6v8l-6 6h-8l-6-6v-8z';
const ROUND = 'M-10 0a10 10 0 1 1 20 0a10 10 0 1 1-20 0z';
const LOCK = 'M-7-1h14v10h-14zM-5-1v-3a5 5 0 1 1 10 0v3h-3v-3a2 2 0 1 0-4 0v3z';

/** Where an icon is, px from the drawing's left edge: at the address bar's beginning or end, or beside it. */
const enum At {
  Beginning = 34,
  End = 190,
  Beside = 236,
}

type Box = readonly [x: number, y: number, width: number, height: number, round: number, fill: string, opacity?: number];

const INK = 'currentColor';
const ACCENT = 'var(--a)';
const PAPER = 'var(--b)';

/** What is to be used in the blocker's panel, around its middle. All shapes are boxes, some of them round. */
const CONTROLS: Readonly<Record<string, readonly Box[]>> = {
  power: [
    [-20, -20, 40, 40, 20, ACCENT],
    [-14, -14, 28, 28, 14, PAPER],
    [-6, -24, 12, 24, 0, PAPER],
    [-3, -22, 6, 22, 3, ACCENT],
  ],
  slider: [
    [-45, -3, 90, 6, 3, INK, 0.3],
    [-54, -10, 20, 20, 10, ACCENT],
  ],
  switch: [
    [-24, -13, 48, 26, 13, INK, 0.35],
    [-21, -10, 20, 20, 10, PAPER],
  ],
  button: [
    [-45, -14, 90, 28, 6, ACCENT],
    [-28, -2, 56, 4, 2, PAPER],
  ],
};

/** How the blocker's icon looks, where it is, and what is to be used then. */
const LOOKS: Partial<Record<Blocker, readonly [icon: string, colour: string, at: At, control: string]>> = {
  ublock: [SHIELD, '#800', At.Beside, 'power'],
  lite: [SHIELD, '#800', At.Beside, 'slider'],
  adblock: [OCTAGON, '#d22', At.Beside, 'button'],
  plus: [OCTAGON, '#d22', At.Beside, 'switch'],
  adguard: [SHIELD, '#396', At.Beside, 'switch'],
  ghostery: [ROUND, '#09e', At.Beside, 'button'],
  badger: [ROUND, '#c50', At.Beside, 'button'],
  brave: [SHIELD, '#e42', At.End, 'switch'],
  opera: [SHIELD, '#29e', At.End, 'switch'],
  edge: [LOCK, INK, At.Beginning, 'switch'],
  firefox: [SHIELD, '#75d', At.Beginning, 'switch'],
};

/** What is drawn of a browser that has it: nothing where every one looks different. */
export const looks = (blocker: Blocker): boolean => blocker in LOOKS;
/** Whether the icon is beside the address bar, as an extension's is. */
export const beside = (blocker: Blocker): boolean => !!LOOKS[blocker] && LOOKS[blocker]![2] === At.Beside;

function shape(to: Element, name: string, attributes: Readonly<Record<string, unknown>>): SVGElement {
  const element = document.createElementNS('http://www.w3.org/2000/svg', name) as SVGElement;
  Object.keys(attributes).forEach((key) => element.setAttribute(key, String(attributes[key])));
  to.append(element);
  return element;
}

/** A drawing for the eye alone: the browser's upper edge with the icon, and below it the panel with what to use. */
export function draw(to: Element, blocker: Blocker): void {
  const [icon, colour, at, control] = LOOKS[blocker]!;
  const svg = shape(to, 'svg', { viewBox: '0 0 300 160', width: 300, ['aria-hidden']: true });
  svg.style.cssText = 'display:block;max-width:100%;margin:0 auto .5em';
  const box = ([x, y, width, height, rx, fill, opacity = 1]: Box, left = 0, top = 0): SVGElement =>
    shape(svg, 'rect', { x: x + left, y: y + top, width, height, rx, fill, opacity });
  const frame = (shape: Box, left = 0): void => {
    const element = box(shape, left);
    element.setAttribute('stroke', INK);
    element.setAttribute('stroke-opacity', '.4');
  };
  const mark = (number: number, x: number, y: number): void => {
    box([-9, -9, 18, 18, 9, INK], x, y);
    shape(svg, 'text', { x, y: y + 4, fill: PAPER, ['text-anchor']: 'middle', ['font-size']: 12, ['font-weight']: 700 }).textContent = String(number);
  };
  const middle = Math.max(90, Math.min(at, 205));
  frame([1, 1, 298, 158, 10, PAPER]);
  box([1, 1, 298, 44, 10, INK, 0.08]);
  box([16, 10, 192, 26, 13, PAPER]);
  box([260, 16, 14, 14, 4, INK, 0.25]);
  box([282, 14, 4, 18, 2, INK, 0.25]);
  shape(svg, 'path', { d: icon, transform: `translate(${at} 23)`, fill: colour });
  shape(svg, 'circle', { cx: at, cy: 23, r: 16, fill: 'none', stroke: ACCENT, ['stroke-width']: 3 });
  frame([-75, 52, 150, 98, 8, PAPER], middle);
  box([-60, 0, 70, 6, 3, INK, 0.25], middle, 64);
  CONTROLS[control]!.forEach((part) => box(part, middle, 114));
  mark(1, at - 20, 42);
  mark(2, middle + 58, 114);
}
