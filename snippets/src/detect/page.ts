import { all } from '../dom';
import { listen } from '../guard';
import { loaded } from '../page';

/** Consent managers hold scripts back as text/plain. */
const isAd = ({ src, type }: HTMLScriptElement): boolean =>
  /doubleclick|googlesyn|googletags|amazon-ads|adnxs|criteo|taboola/.test(src) && /^$|javascript/.test(type);

type Globals = { googletag?: { apiReady?: boolean }; adsbygoogle?: { loaded?: boolean } };

/** Whether a loaded ad script left no trace: refused before anybody listened, or answered by an empty stub. */
function missing({ src }: HTMLScriptElement): boolean {
  const { googletag = {}, adsbygoogle = {} } = window as unknown as Globals;
  return (/gpt\.js/.test(src) && !googletag.apiReady) || (/adsbygoogle\.js/.test(src) && !adsbygoogle.loaded);
}

/** Watch the page's own ad scripts; the answer says whether one failed so far. */
export function watchPageAds(): () => boolean {
  let failed = false;
  // A script in the page before its load event has run, or failed, once that event is past.
  const early = loaded() ? [] : all<HTMLScriptElement>('script').filter(isAd);
  listen(document, 'error', ({ target }) => {
    failed = failed || isAd(target as HTMLScriptElement);
  });
  return () => failed || (loaded() && early.some(missing));
}
