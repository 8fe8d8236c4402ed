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

/** The language and direction of what it says. */
export interface Speech {
  readonly lang: string;
  readonly dir: string;
}

/** An element at the end of the shadow that speaks that language. */
export function speaking<K extends 'dialog' | 'section'>(root: ParentNode, name: K, { lang, dir }: Speech, label: string): HTMLElementTagNameMap[K] {
  const box = add(root, name);
  box.lang = lang;
  box.dir = dir;
  box.setAttribute('aria-label', label);
  return box;
}

/** A live region. */
export function saying(to: ParentNode): HTMLElement {
  const status = add(to, 'p');
  status.setAttribute('role', 'status');
  return status;
}

/** A panel at the end of the shadow, which the reader cannot see yet. */
export function panel(root: ShadowRoot, name: 'dialog' | 'section', speech: Speech, title: string): Panel {
  const box = speaking(root, name, speech, title);
  const card = add(box, 'div');
  const heading = add(card, 'h2', title);
  heading.tabIndex = -1;
  return { box, card, heading, text: add(card, 'div'), status: saying(card), row: add(card, 'div') };
}

/** A button, where there is a label for it. */
export function button(to: HTMLElement, label: string, pressed: () => unknown): HTMLButtonElement | undefined {
  if (!label) return undefined;
  const element = add(to, 'button', label);
  element.onclick = guard(pressed);
  return element;
}
