import { guard } from '../guard';
import { add } from '../panel/nodes';
import { button } from '../panel/panel';
import { claim } from './claim';
import { Stage } from './data';
import { openHelp } from './help';
import { aim, build } from './nodes';
import { act, appeal, home } from './progress';
import { dismiss, open, parts } from './stand';

/** Put everything that is said and can be pressed into the panel; the button that closes it, where it has a label. */
export function fill(root: ShadowRoot): HTMLElement | undefined {
  const { body, buttons, closable, picture, ways, words } = appeal;
  const { card, text, status, row } = parts;
  // Never another host's.
  if (/^\/\w/.test(picture)) illustrate(card, picture);
  build(text, body);
  button(row, buttons.how, () => openHelp(root));
  button(row, buttons.done, () => claim(status));
  const later = closable ? button(row, buttons.later, dismiss) : undefined;
  ways.forEach((way) => {
    const link = add(row, 'a', way.text);
    aim(link, way.url);
    link.onclick = guard(() => act(Stage.Way));
  });
  // Last in the order of the keyboard, first to the eye.
  const cross = open && button(card, '×', dismiss);
  if (cross) cross.setAttribute('aria-label', words.close);
  else if (later) later.setAttribute('aria-disabled', 'true');
  return later;
}

function illustrate(card: HTMLElement, path: string): void {
  const image = document.createElement('img');
  image.alt = '';
  image.src = home() + path;
  card.prepend(image);
}
