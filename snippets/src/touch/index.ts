import { guard } from '../guard';
import type { Offering } from '../notes/touch';
import type { Note } from '../notes/data';
import { button, speaking } from '../panel/panel';
import { shadow } from '../panel/shadow';
import { touchSheet } from './style';

/** The browser's own handles hang below a selection, px. */
const HANDLES_PX = 44;
const EDGE_PX = 8;

let host: Element | undefined;
/** A finger is on the button: what it is about may be cleared by that, and is remembered. */
let held: boolean | undefined;

/** Put an element below a range, within the window. */
function below(element: HTMLElement, range: Range): void {
  const rects = range.getClientRects();
  const { bottom, right } = rects[rects.length - 1] || range.getBoundingClientRect();
  const place = (side: string, wanted: number, limit: number): void =>
    element.style.setProperty(side, Math.max(EDGE_PX, Math.min(wanted, limit - EDGE_PX)) + 'px');
  place('top', bottom + HANDLES_PX, innerHeight - element.offsetHeight);
  place('left', right - element.offsetWidth / 2, document.documentElement.clientWidth - element.offsetWidth);
}

function hide(): void {
  if (host) host.remove();
  host = held = undefined;
}

/** Show the button by what is selected; without anything take it away, unless it is about to be pressed. */
function offer(note: Note, range: Range | undefined, pressed: (range: Range) => unknown): void {
  if (held) return;
  hide();
  if (!range) return;
  const root = shadow(touchSheet(note.theme, getComputedStyle(document.body).fontFamily));
  const press = button(speaking(root, 'section', note, note.touch), note.touch, () => {
    hide();
    pressed(range);
  });
  host = root.host;
  document.body.append(host);
  if (!press) return;
  press.onpointerdown = () => void (held = true);
  press.onpointercancel = press.onpointerleave = guard(() => (held = false));
  if ('popover' in press) {
    press.popover = 'manual';
    press.showPopover();
  }
  below(press, range);
}

/** Put the function of this script where the one that has loaded it finds it. */
export function join(tool: Offering): void {
  tool.offer = guard(offer);
}
