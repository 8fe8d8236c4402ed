import type { Seen } from '../debug';
import { Bit } from '../detect/classify';
import { guard } from '../guard';
import { given } from '../need';

// Loaded by `kindly('debug')`: says in the console what was seen, what was sent and why, now and from here on.

const SIGNALS: readonly (readonly [Bit, string])[] = [
  [Bit.Request, 'an ad-like request to this site is refused, a neutral one is not'],
  [Bit.Script, 'an ad-like script of this site does not run, a neutral one does'],
  [Bit.Element, 'an ad-like element is hidden, a neutral one is not'],
  [Bit.PageAds, 'an ad script of the page was lost'],
  [Bit.AdHost, 'the ad hosts cannot be reached'],
  [Bit.TrackerHost, 'a tracker or ad host is refused by the browser'],
  [Bit.RequestControl, 'a neutral request failed too: offline, or a policy (CSP) of the page'],
  [Bit.ElementControl, 'a neutral element is hidden too'],
  [Bit.Late, 'this is the second look, two seconds later'],
];

const WHY: Readonly<Record<string, string>> = {
  seen: 'the view began',
  due: 'a checkpoint was due',
  page: 'the service asked for the article’s metadata',
  again: 'the last one was not taken',
  next: 'another view begins',
  appeal: 'an appeal came further',
  counted: 'the reader asks not to be measured (GPC or DNT), and is counted once',
  pagehide: 'the page was left',
  visibilitychange: 'the page was hidden',
  blur: 'the page was hidden',
};

guard(() => {
  const { version, sent, now } = given<Seen>();
  const tell = ([why, text, answer]: readonly unknown[]): void =>
    void (answer as Promise<Response>).then(({ status, headers }) => {
      const told = `${status || 'no answer'} ${headers.get('X-Kindly') || ''}`;
      console.log(`kindly: sent because ${WHY[String(why)] || why} (${told})`, JSON.parse(String(text)));
    });
  const [finding, fault] = now();
  console.log(
    `kindly ${version}:`,
    finding ? `blocker state ${finding.b}, confidence ${finding.q} %, after ${finding.x} ms` : 'nothing detected: without consent, or not yet',
  );
  if (finding) SIGNALS.forEach(([bit, meaning]) => finding.g & bit && console.log('kindly: ' + meaning));
  if (fault) console.log('kindly: kept from the page:', fault);
  sent.forEach(tell);
  // What is sent from here on.
  sent.push = (...entries) => {
    entries.forEach(guard(tell));
    return Array.prototype.push.apply(sent, entries);
  };
})();
