import { Bit } from './classify';
import { inTime, type Outcome } from './request';
import { all } from '../dom';
import { listen, wait } from '../guard';
import { loaded, now } from '../page';

/** Addresses that the page's own policy (CSP) kept somebody from asking: no blocker did that. */
const forbidden: string[] = [];
const isForbidden = (url: string): boolean => forbidden.some((uri) => uri && url.startsWith(uri));

/** A violation is told in a task of its own, after its request has failed. */
const POLICY_MS = 20;

/**
 * Whether an address answers, whatever it says; nothing where the page's policy forbids to ask, or time is up. What the
 * page has loaded itself comes from the browser's cache.
 */
const reached = (url: string): Promise<Outcome> =>
  inTime(() =>
    fetch(url, { mode: 'no-cors', credentials: 'omit', cache: 'force-cache' }).then(
      () => true,
      () => wait(POLICY_MS).then(() => (isForbidden(url) ? undefined : false)),
    ),
  );

/** The origins in a text of addresses or host names, with the page's scheme where they have none. */
const originsOf = (text = ''): string[] =>
  (text.match(/\S+/g) || []).map((host) => new URL(/:/.test(host) ? host : '//' + host, location.href).origin + '/');

/** The page's own ad scripts; consent managers hold scripts back as text/plain. */
const adScripts = (): string[] =>
  all<HTMLScriptElement>('script[src]')
    .filter(({ type }) => /^$|javascript|^module$/.test(type))
    .map(({ src }) => src)
    .filter((src) => /doubleclick|googlesyn|googletags|amazon-ads|adnxs|criteo|taboola|outbrain|pubmatic|rubicon/.test(src));

type Globals = { googletag?: { apiReady?: boolean }; adsbygoogle?: { loaded?: boolean } };

/** Whether an ad script of a loaded page left no trace: it was refused, or answered by an empty stub. */
function missing(src: string): boolean {
  const { googletag = {}, adsbygoogle = {} } = window as unknown as Globals;
  return loaded() && ((/gpt\.js/.test(src) && !googletag.apiReady) || (/adsbygoogle\.js/.test(src) && !adsbygoogle.loaded));
}

/** How much later than a host that cannot exist a dead one may be known to be so: as long again, and at least this. */
const DEAD_MS = 120;
const POLL_MS = 20;
const FRAME_MS = 1_000;

/** An empty frame, out of sight; no script of the host can run in it. */
function frame(url: string): HTMLIFrameElement {
  const element = document.createElement('iframe');
  element.setAttribute('sandbox', 'allow-same-origin');
  element.style.cssText = 'position:fixed;top:-3000px;width:9px;height:9px';
  element.src = url;
  document.body.append(element);
  return element;
}

/**
 * Whether a host that could not be reached is dead, and not refused by the browser's tracking protection: a frame with
 * a dead host shows the browser's error page, which nobody may look into; one with a refused host stays empty, or is
 * folded up. A host that cannot exist says how long the browser takes for it. Nothing where the page's policy forbids
 * the frame.
 */
function isDead(url: string): Promise<Outcome> {
  const host = frame(url);
  const control = frame(location.protocol + '//kindly.invalid/');
  const shut = ({ contentDocument }: HTMLIFrameElement): boolean => !contentDocument;
  const began = now();
  let until = FRAME_MS;
  const look = (): Promise<boolean> =>
    wait(POLL_MS).then(() => {
      const age = now() - began;
      if (until === FRAME_MS && shut(control)) until = Math.min(FRAME_MS, age + Math.max(age, DEAD_MS));
      return shut(host) || age > until ? shut(host) && host.offsetHeight > 0 : look();
    });
  return look().then((dead) => {
    host.remove();
    control.remove();
    return isForbidden(url) ? undefined : dead;
  });
}

const lost = (answers: Outcome[]): boolean => answers.includes(false);

/** Scripts may bring ads some time after the page. */
const LATER_MS = 1_500;

/** Note from now on what the page's own policy forbids. */
export const watchPolicy = (): void =>
  listen(document, 'securitypolicyviolation', (event) => {
    forbidden.push((event as SecurityPolicyViolationEvent).blockedURI);
  });

/**
 * Can what brings the ads be reached? `data` are the tag's attributes (`data-ad-hosts`, `data-tracker-hosts`); `tell`
 * takes the bits `AdHost`, `TrackerHost` and `PageAds`, as often as they change.
 */
export function reach(data: DOMStringMap, tell: (bits: number) => void): void {
  const ask = (urls: string[]): Promise<Outcome[]> => Promise.all(urls.map(reached));
  const round = (scripts: string[]): Promise<void> => {
    const bringing = originsOf(data['adHosts']).concat(scripts);
    return Promise.all([ask(bringing), ask(originsOf(data['trackerHosts']))]).then(([hosts, tracking]) => {
      const own = lost(hosts.slice(bringing.length - scripts.length)) || scripts.some(missing) ? Bit.PageAds : 0;
      const tracked = lost(tracking) ? Bit.TrackerHost : 0;
      // All of them: one ad host that is down is no blocker.
      if (!lost(hosts) || hosts.includes(true)) return tell(own | tracked);
      return isDead(bringing[hosts.indexOf(false)]!).then((dead) =>
        tell(own | tracked | (dead === undefined ? 0 : dead ? Bit.AdHost : Bit.TrackerHost)),
      );
    });
  };
  const first = adScripts();
  void round(first)
    .then(() => wait(LATER_MS))
    .then(() => {
      const then = adScripts();
      return then.length > first.length ? round(then) : undefined;
    });
}
