import { guard } from '../../guard';
import { given } from '../../need';
import { add } from '../../panel/nodes';
import type { Helping } from '../help';
import { beside, draw, looks } from './draw';
import { type Blocker, BLOCKERS, guess } from './guess';
import type { Words } from './words';

/** The steps for a blocker, in order. */
export function steps({ address, guides, last, toolbar }: Words, blocker: Blocker, done: string): string[] {
  const [, icon, second] = guides[blocker];
  const frame = beside(blocker) ? toolbar : looks(blocker) || blocker === 'safari' ? address : '{icon}';
  return [frame.replace('{icon}', icon), second, last.replace('{done}', done)];
}

/** Fill the dialog: the likeliest blocker's steps, and a picker for the others. */
function fill(words: Words, { into, state, done }: Helping): void {
  into.lang = words.lang;
  into.dir = 'ltr';
  const label = add(into, 'label', words.which);
  const picker = add(label, 'select');
  picker.style.cssText = 'display:block;width:100%;min-height:2.75em;margin:.3em 0 1em;padding:0 .5em;font:inherit;color:inherit;background:var(--b);border:1px solid;border-radius:4px';
  BLOCKERS.forEach((blocker) => {
    add(picker, 'option', words.guides[blocker][0]).value = blocker;
  });
  const guide = add(into, 'div');
  const choose = (): void => {
    const blocker = picker.value as Blocker;
    guide.textContent = '';
    if (looks(blocker)) draw(guide, blocker);
    const list = add(guide, 'ol');
    steps(words, blocker, done).forEach((step) => add(list, 'li', step));
  };
  picker.value = guess(navigator.userAgent, 'brave' in navigator, state);
  picker.onchange = guard(choose);
  choose();
}

/** What a script with the steps in one language does. */
export const help = (words: Words): void => guard(() => fill(words, given<Helping>()))();
