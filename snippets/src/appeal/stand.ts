import { all } from '../dom';
import { guard } from '../guard';
import { type Panel, panel } from '../panel/panel';
import { shadow } from '../panel/shadow';
import { Stage } from './data';
import { act, appeal, keep, reach, reached, shown, shownFor } from './progress';

// What stands on the page, and how it goes.
export let host: HTMLElement;
let root: ShadowRoot;
export let parts: Panel;
/** Whether the reader may close it by now. */
export let open: boolean;
export let ended: boolean | undefined;
/** What had the focus before a note or a strip; a dialog gives it back by itself. */
let before: HTMLElement | null | undefined;

const modal = (): boolean => /dialog|wall/.test(appeal.form);

/** Prepare the appeal, unseen: a closed shadow, out of reach of the page's rules. */
export function prepare(css: string): ShadowRoot {
  root = shadow(css);
  host = root.host as HTMLElement;
  parts = panel(root, modal() ? 'dialog' : 'section', appeal, appeal.title);
  open = appeal.closable && !appeal.wait_s;
  return root;
}

/** Show it at the end of an element. */
export function stand(spot: HTMLElement): void {
  const box = parts.box as HTMLDialogElement;
  // What cannot be closed leaves Escape, and a phone's way back, to the browser.
  if (!appeal.closable) box.setAttribute('closedby', 'none');
  spot.append(host);
  shown();
  if (modal()) {
    box.onkeydown = ({ key }) => open || key !== 'Escape';
    // Some browsers let a second Escape pass whatever one says.
    box.onclose = guard(() => ended || (open ? dismiss() : hold(box)));
    return hold(box);
  }
  box.onkeydown = guard(({ key }) => key === 'Escape' && dismiss());
  box.addEventListener('focusin', ({ relatedTarget }) => {
    before = before || (relatedTarget as HTMLElement | null);
  });
  if (appeal.form === 'banner' && 'showPopover' in box) {
    box.popover = 'manual';
    box.showPopover();
  }
}

/** Over everything, with the focus at its title: who listens begins there. */
function hold(box: HTMLDialogElement): void {
  box.showModal();
  parts.heading.focus();
}

/** Whether it has a box that can be seen. */
export const there = (): boolean => parts.card.offsetHeight > 0 && +getComputedStyle(host).opacity > 0.1;

/** Take everything away, and give the focus back. */
export function end(): void {
  ended = true;
  all<HTMLDialogElement>('dialog', root)
    .reverse()
    .forEach((dialog) => dialog.close());
  host.remove();
  if (before) before.focus({ preventScroll: true });
}

export function dismiss(): void {
  if (!open) return;
  if (!reached(Stage.Verified)) {
    act(Stage.Dismissed);
    keep('dismissed');
  }
  end();
}

/** Let a soft wall's time run on the button that will close it. */
export function passTime(button: HTMLElement): void {
  const left = Math.ceil(appeal.wait_s - shownFor() / 1_000);
  open = left <= 0;
  button.textContent = open ? appeal.buttons.later : appeal.words.wait.replace('{s}', String(left));
  if (!open) return;
  button.removeAttribute('aria-disabled');
  // Who is at something is not to lose it.
  if (reached(Stage.How | Stage.Claimed)) return;
  reach(Stage.Waited);
  end();
}
