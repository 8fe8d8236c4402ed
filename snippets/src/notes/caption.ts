import { button, saying, speaking } from '../panel/panel';
import { columnOf, footOf } from '../panel/place';
import { shadow } from '../panel/shadow';
import { type Article, selected } from './articles';
import { ask, say, speakIn } from './ask';
import type { Note } from './data';
import { note } from './page';
import { captionSheet } from './style';

/** A page that takes the line away again and again is left alone. */
const TRIES = 5;
const hosts = new Map<HTMLElement, Element>();
let tries = TRIES;

/** Take the lines away. */
export function clear(): void {
  hosts.forEach((host) => host.remove());
  hosts.clear();
}

/** The line at an article's end: a button, and a voice below it. */
function caption(spot: HTMLElement, said: Note): Element {
  const root = shadow(captionSheet(columnOf(spot)));
  const section = speaking(root, 'section', said, said.words.title);
  // Pressing may clear what is selected: it is looked at before.
  let aimed: Range | undefined;
  const press = button(section, matchMedia('(pointer:coarse)').matches ? said.touch : said.caption, () => {
    speakIn(status);
    say(ask(selected() || aimed) ? '' : said.words.select);
    aimed = undefined;
  });
  if (press) press.onpointerdown = () => void (aimed = selected());
  const status = speakIn(saying(section));
  spot.append(root.host);
  return root.host;
}

/** Put the line at an article's end, once that moves nothing that is seen. */
export function stand({ body }: Article, _: number, { length }: readonly Article[]): void {
  const there = hosts.get(body);
  const spot = note && !(there && there.isConnected) && footOf(body);
  // The page's end is that of its only article.
  if (!spot || (length > 1 && spot !== body)) return;
  if (there && !tries--) tries = 0;
  else hosts.set(body, caption(spot, note!));
}
