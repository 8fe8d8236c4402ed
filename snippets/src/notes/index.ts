import type { Checking } from '../check';
import { caught, guard, later, listen } from '../guard';
import { need } from '../need';
import { visible } from '../page';
import { here } from '../route';
import { articles, selected } from './articles';
import { ask, load } from './ask';
import { clear, stand } from './caption';
import type { Note } from './data';
import { aboutOf, begin, gift, noted, type Noting } from './page';
import { watchTouch } from './touch';

const LOOK_MS = 1_000;
/** A single-page app renders the next article after its path has changed. */
const RENDER_MS = 400;

let path: string | undefined;
/** The paths that the service was asked about. */
const known = new Set<string>();

/** Take what the service says of an article. Where it says nothing, nothing is shown. */
function heed(url: string, said: Note): void {
  const { pathname } = new URL(url);
  noted(said);
  const found = (): readonly Node[] | undefined => (articles().find((one) => new URL(one.url).pathname === pathname) || {}).roots;
  if (said.open[0]) need<Checking>(gift.from, 'check', { from: gift.from, about: aboutOf(url), open: said.open, found });
  look();
}

/** Ask the service about an article. */
function learn(address: string): Promise<unknown> {
  const { site, url, canonical = '' } = aboutOf(address);
  const query = new URLSearchParams({ site, url, c: canonical, lang: document.documentElement.lang || navigator.language });
  return fetch(`${gift.from}/v1/note?${query}`, { credentials: 'omit' })
    .then((answer) => (answer.status === 200 ? answer.json().then((said) => heed(url, said as Note)) : undefined))
    .catch(caught);
}

/** Another article is read, or articles have come and gone. */
function look(): void {
  if (!visible()) return;
  const { href, pathname } = here();
  const all = articles();
  if (pathname !== path) {
    if (all.length < 2) clear();
    if (!known.has(pathname)) later(() => learn(href), path ? RENDER_MS : 0);
    known.add(pathname);
    path = pathname;
  }
  all.forEach(stand);
}

/** Ctrl+Enter, or Cmd+Enter, that nobody else has taken. */
function pressed(event: KeyboardEvent): void {
  const { key, ctrlKey, metaKey, altKey, shiftKey, repeat, defaultPrevented } = event;
  if (key !== 'Enter' || !(ctrlKey || metaKey) || altKey || shiftKey || repeat || defaultPrevented) return;
  const { tagName, isContentEditable } = event.composedPath()[0] as HTMLElement;
  if (isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(tagName)) return;
  // Or the link at the caret would be followed.
  if (ask(selected())) event.preventDefault();
}

/** Let readers report mistakes in the page's articles. */
export function run(given: Noting): void {
  begin(given, here().pathname);
  // Not in the capturing phase, so that who takes the key has it.
  window.addEventListener('keydown', guard(pressed));
  watchTouch();
  look();
  setInterval(guard(look), LOOK_MS);
  listen(document, 'visibilitychange', look);
  // What an earlier page could not send is sent from here.
  if (localStorage['kindly.note']) load();
}
