import { anonymous } from './beacon';
import { basisOf, privacySignals } from './consent';
import { watchActivity } from './engage/activity';
import { guard, listen } from './guard';
import { debug } from './debug';
import { need } from './need';
import { visible } from './page';
import { letReport } from './reporting';
import { watchRoute } from './route';
import { json, send } from './send';
import { act, attend, earn, everySecond, look, next, sent, start, stop } from './session';
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
  const checkRoute = watchRoute((from, scrolled) => next('route', from, false, scrolled));
  setInterval(
    guard(() => {
      checkRoute({});
      everySecond();
    }),
    1_000,
  );
}

function main(): void {
  const tag = readTag();
  // Every engine that has both has all the rest.
  if (!tag.site || !window.IntersectionObserver || !window.fetch) return;
  const privacy = privacySignals(navigator);
  let begun: boolean | undefined;
  let asked: boolean | undefined;

  /** Begin, go on, or end, as consent has it; not before the page is seen. */
  const decide = (): void => {
    const ready = visible() && !document.prerendering && document.readyState !== 'loading';
    const only = tag.data['only'] === 'notes';
    // Reporting is the reader's own act: it needs no consent, and measures nothing.
    if (ready && (only || tag.data['notes'] != null)) letReport(tag);
    if (only) return;
    const basis = basisOf(tag.wish);
    if (!basis) {
      stop();
      if (!asked && tag.wish !== 'denied' && ('__tcfapi' in window || '__gpp' in window)) {
        asked = true;
        need(tag.host, 'grant', { data: tag.data, consent });
      }
      return;
    }
    if (!ready) return;
    if (!begun && !privacy) wire();
    if (!privacy) start(tag, basis);
    else if (!begun) {
      const text = json(anonymous(tag.site, basis, privacy));
      sent.push(['counted', text, send(tag.host, text, true)]);
    }
    begun = true;
  };

  const consent = (given: unknown): void => {
    tag.wish = given === true ? 'granted' : 'denied';
    decide();
    if (given !== true) localStorage.removeItem('kindly');
  };

  if (!takeOver({ consent, debug: () => debug(tag.host), ['revenue']: earn })) return;
  decide();
  // Every script's load, too: a consent manager may come after us.
  if (!begun) listen(document, 'prerenderingchange visibilitychange DOMContentLoaded load', decide);
}

guard(main)();
