import { anonymous } from './beacon';
import { basisOf, privacySignals } from './consent';
import { debug } from './debug';
import { watchActivity } from './engage/activity';
import { guard, listen } from './guard';
import { visible } from './page';
import { watchRoute } from './route';
import { send } from './send';
import { act, attend, earn, everySecond, look, next, start, stop } from './session';
import { readTag } from './tag';
import { takeOver } from './verbs';

/** Listen to the page, once for all. */
function wire(): void {
  watchActivity(act);
  listen(window, 'scroll resize', look);
  listen(window, 'focus blur visibilitychange pagehide', attend);
  listen(window, 'pageshow', (event) => {
    if ((event as PageTransitionEvent).persisted) next('restore', document.referrer);
  });
  const checkRoute = watchRoute((from) => next('route', from));
  setInterval(
    guard(() => {
      checkRoute();
      everySecond();
    }),
    1_000,
  );
}

function main(): void {
  const tag = readTag();
  // Every engine that has it has all the rest.
  if (!tag.site || !window.IntersectionObserver) return;
  const privacy = privacySignals(navigator);
  let begun: boolean | undefined;

  /** Begin, go on, or end, as consent has it; not before the page is seen. */
  const decide = (): void => {
    const basis = basisOf(tag.mode);
    if (!basis) return stop();
    if (!visible() || document.prerendering || document.readyState === 'loading') return;
    if (!privacy) start(tag, basis);
    if (begun) return;
    begun = true;
    if (privacy) send(tag.endpoint, JSON.stringify(anonymous(tag.site, basis, privacy)), true, () => undefined);
    else wire();
  };

  const first = takeOver({
    consent: (given) => {
      tag.mode = given === true ? 'granted' : 'denied';
      decide();
    },
    debug,
    revenue: earn,
  });
  if (!first) return;
  listen(document, 'prerenderingchange visibilitychange DOMContentLoaded', decide);
  decide();
}

guard(main)();
