import type { Appeal } from './data';
import { guard } from '../guard';
import { add } from './nodes';

/** What a note, a strip and a dialog are made of. The page's rules do not reach them, so elements need no names. */
export interface Panel {
  readonly box: HTMLElement;
  readonly card: HTMLElement;
  readonly heading: HTMLElement;
  readonly text: HTMLElement;
  /** A live region: what it says is read out. */
  readonly status: HTMLElement;
  readonly row: HTMLElement;
}

/** A panel at the end of the shadow, which the reader cannot see yet. */
export function panel(root: ShadowRoot, name: 'dialog' | 'section', { lang, dir }: Appeal, title: string): Panel {
  const box = add(root, name);
  box.lang = lang;
  box.dir = dir;
  box.setAttribute('aria-label', title);
  const card = add(box, 'div');
  const heading = add(card, 'h2', title);
  heading.tabIndex = -1;
  const text = add(card, 'div');
  const status = add(card, 'p');
  status.setAttribute('role', 'status');
  return { box, card, heading, text, status, row: add(card, 'div') };
}

/** A button, where there is a label for it. */
export function button(to: HTMLElement, label: string, pressed: () => unknown): HTMLButtonElement | undefined {
  if (!label) return undefined;
  const element = add(to, 'button', label);
  element.onclick = guard(pressed);
  return element;
}
