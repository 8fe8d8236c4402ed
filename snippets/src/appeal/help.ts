import { guard } from '../guard';
import { type Gift, script } from '../need';
import { button, panel } from '../panel/panel';
import { claim } from './claim';
import { Stage } from './data';
import { act, appeal, first, home } from './progress';

/** What the script with the steps is given. */
export interface Helping {
  /** Takes the steps. */
  readonly into: HTMLElement;
  /** The blocker state that was detected. */
  readonly state: string | undefined;
  /** What the button says that is to be pressed in the end. */
  readonly done: string;
}

/** Open the steps in a dialog of their own, over whatever asks. */
export function openHelp(root: ShadowRoot): void {
  const { buttons, lang, words } = appeal;
  act(Stage.How);
  const { box, heading, text, status, row } = panel(root, 'dialog', appeal, buttons.how);
  const dialog = box as HTMLDialogElement;
  const loaded: Gift<Helping> = script(home() + '/k/' + (lang === 'uk' ? 'howto-uk' : 'howto') + '.js');
  loaded.kindly = { into: text, state: first.b, done: buttons.done };
  loaded.onerror = () => {
    text.textContent = words.lost;
  };
  button(row, buttons.done, () => claim(status));
  button(row, words.back, () => dialog.close());
  dialog.onclose = guard(() => box.remove());
  dialog.showModal();
  heading.focus();
}
