import { caught, guard, later, listen } from '../guard';
import { attentive, now, visible } from '../page';
import type { Asking } from '../session';
import { Stage } from './data';
import { fill } from './fill';
import { article, columnFor, keepClear, spotFor, wallTop } from './place';
import { appeal, begin, keep, reach, reached, shownFor, view } from './progress';
import { halfInView, lasting } from './seen';
import { end, ended, host, open, parts, passTime, prepare, stand, there } from './stand';
import { sheetOf } from './style';
import { due, hurriedUp, watchLeaving } from './trigger';

const LOOK_MS = 250;
/** Blockers hide within 160 ms of insertion. */
const SETTLED_MS = 300;
/** A change of route may be noticed a second after the old page is gone: only then is it known who took the appeal. */
const GONE_MS = 1_500;

/** Show the appeal now: a function that follows the page, or nothing where there is no place for it yet. */
function show(): (() => void) | undefined {
  const text = article();
  const spot = spotFor(text);
  if (!spot) return undefined;
  const { form, theme } = appeal;
  const waiting = fill(prepare(sheetOf(form, theme, getComputedStyle(text).fontFamily, columnFor(spot))));
  const follow = (): void => {
    if (ended) return;
    parts.box.style.setProperty('--y', wallTop(text, parts.card) + 'px');
    if (waiting && !open) passTime(waiting);
  };
  stand(spot);
  follow();
  listen(window, 'scroll resize', follow);
  if (form === 'banner') listen(document, 'focusin', ({ target }) => ended || target === host || keepClear(target as Element, parts.box));
  return follow;
}

/** See what became of it: rendered, viewable, or taken away by somebody else, with whom nobody quarrels. */
function watcher(): () => void {
  const lasted = lasting();
  return () => {
    if (there()) {
      if (shownFor() >= SETTLED_MS) reach(Stage.Rendered);
      if (!reached(Stage.Viewable) && lasted(attentive() && halfInView(parts.card.getBoundingClientRect(), innerHeight), now())) {
        reach(Stage.Viewable);
        if (!reached(Stage.Verified)) keep('shown');
      }
    } else if (shownFor() >= SETTLED_MS) {
      end();
      later(() => view() && reach(Stage.Failed), GONE_MS);
    }
  };
}

/** Wait for the trigger, show the appeal, and watch over it until it is closed or the view is left. */
export function run(gift: Asking): void {
  if (!begin(gift)) return;
  const { form, trigger, variant } = appeal;
  // A note waits at the end by itself, and could not be put there while the reader looks.
  let ready = form === 'inline' && trigger.kind === 'end';
  let follow: (() => void) | undefined;
  let top = scrollY;
  if (trigger.kind === 'exit') watchLeaving(() => (ready = true));
  const watch = watcher();
  const look = (): void => {
    const seen = view();
    if (!seen && follow && !ended) end();
    if (!seen || ended) return clearInterval(timer);
    // On paper nobody looks, and nothing is shown.
    if (!visible() || matchMedia('print').matches) return;
    ready = ready || due(trigger, seen) || (trigger.kind === 'exit' && hurriedUp(top, scrollY, innerHeight) && matchMedia('(pointer:coarse)').matches);
    top = scrollY;
    if (ready && !reached(Stage.Attempted)) {
      reach(Stage.Attempted);
      keep('tried');
    }
    // Who is held out meets the same trigger, and sees nothing.
    if (ready && !variant) return clearInterval(timer);
    if (follow) follow();
    else if (ready) follow = show();
    if (follow && !ended) watch();
  };
  const fail = (error: unknown): void => {
    caught(error);
    clearInterval(timer);
    reach(Stage.Failed);
  };
  const timer = setInterval(() => {
    try {
      look();
    } catch (error) {
      guard(fail)(error);
    }
  }, LOOK_MS);
}
