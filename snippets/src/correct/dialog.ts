import { guard } from '../guard';
import { type Panel, button, panel } from '../panel/panel';
import { shadow } from '../panel/shadow';
import { OVER, sheetOf } from '../panel/style';
import type { Asked } from '../notes/ask';
import { FIELDS } from './style';

/** Whether one stands: there is one at a time. */
export let standing: boolean | undefined;

/** Who reads with the caret goes on where it was. On a touch screen a selection brings the browser's own buttons. */
function reselect(range: Range): void {
  const selection = getSelection();
  if (!selection || matchMedia('(pointer:coarse)').matches) return;
  selection.removeAllRanges();
  selection.addRange(range);
}

/** A dialog that is not shown yet. `closed` is told when it is closed, `entered` of Ctrl+Enter. */
export function prepare({ note, article, range }: Asked, entered: () => void, closed: () => void): Panel {
  const root = shadow(sheetOf(note.theme, getComputedStyle(article.body).fontFamily, OVER, FIELDS));
  const parts = panel(root, 'dialog', note, note.words.title);
  const box = parts.box as HTMLDialogElement;
  // The page has keys of its own, and does not see that somebody writes.
  box.onkeyup = box.onkeypress = (event) => event.stopPropagation();
  box.onkeydown = guard((event) => {
    event.stopPropagation();
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) entered();
  });
  box.onclose = guard(() => {
    standing = false;
    root.host.remove();
    reselect(range);
    closed();
  });
  document.body.append(root.host);
  return parts;
}

/** Show it. On a phone the keys would cover what is asked, so they wait until a field is touched. */
export function show({ box, card, heading }: Panel, label: string, field: HTMLElement | undefined): void {
  const dialog = box as HTMLDialogElement;
  const cross = button(card, '×', () => dialog.close());
  if (cross) cross.setAttribute('aria-label', label);
  standing = true;
  dialog.showModal();
  (field && !matchMedia('(pointer:coarse)').matches ? field : heading).focus();
}
