import { countSlots, resetSlots, scanSlots } from './ads/slots';
import { fitUrl, openView, snapshot, type View } from './beacon';
import type { Basis } from './consent';
import { detect, type Finding } from './detect';
import { articleBody } from './engage/article';
import { step } from './engage/clock';
import { FINISH_MS, look as lookAt } from './engage/scroll';
import { later } from './guard';
import { readMeta } from './meta';
import { attentive, type How, howLoaded, loaded, now, visible } from './page';
import { nextCheckpoint } from './schedule';
import { Fate, fateOf, send } from './send';
import type { Tag } from './tag';

/** A view is over after so long without an act; the next act opens one that is marked resumed. */
const IDLE_MS = 30 * 60_000;
/** A single-page app renders the next article after its path has changed. */
const RENDER_MS = 400;
/** Before, a page may still be too short for its depth to mean anything; one that still loads gets more time. */
const SETTLING_MS = 1_000;
const LOADING_MS = 3_000;
/** A service that is busy or away is asked again after once to twice this. */
const RETRY_MS = 3_000;

// One page holds one session: what runs from consent to its withdrawal, one view after another.
let tag: Tag;
let basis: Basis | undefined;
let view: View;
export let finding: Finding | undefined;
let body: HTMLElement | undefined;
/** Millionths. */
let earned = 0;
let lastAct = 0;
let lastNews: string | undefined;
let retried: boolean | undefined;
/** Why, what, and with which answer beacons were sent: for debugging. */
export const sent: unknown[][] = [];

/** Begin on that basis, unless begun. */
export function start(settings: Tag, on: Basis): void {
  if (basis) return;
  basis = on;
  tag = settings;
  open(howLoaded(), document.referrer);
}

/** Measure nothing more, send nothing more. */
export function stop(): void {
  basis = undefined;
}

/** Leave the current view and begin another. A view that nobody was told of yet is not told. */
export function next(how: How | undefined, referrer: string | undefined, resumed?: true): void {
  if (!basis) return;
  if (view.seq) deliver('next', true);
  earned = 0;
  open(how, referrer, resumed);
}

function open(how: How | undefined, referrer: string | undefined, resumed?: true): void {
  view = openView(tag.site, basis as Basis, how, referrer, resumed);
  lastAct = Date.now();
  lastNews = undefined;
  resetSlots();
  if (how === 'route' && finding) return later(tell, RENDER_MS);
  detect(tag.host, (found, late) => {
    finding = found;
    if (!late) tell();
  });
}

/**
 * Look around and send the view's first beacon. Not before: at load this would force the page's first layout into our
 * time, and after a change of route the last article would count as read in the new view.
 */
function tell(): void {
  everySecond();
  deliver('seen');
}

const tick = (acted?: boolean, leaving?: boolean): void => {
  view.clock = step(view.clock, now(), attentive() && !leaving, acted);
};

/** The reader did something. */
export function act(): void {
  if (!basis || !visible()) return;
  const idle = Date.now() - lastAct;
  if (view.closed || idle >= IDLE_MS) next(view.base.h, view.base.r, true);
  lastAct = Date.now();
  tick(true);
}

/** Visibility or focus may have changed. */
export function attend({ type }: Event): void {
  if (!basis) return;
  tick();
  if (type === 'pagehide' || !visible()) deliver(type, true);
}

const age = (): number => now() - view.clock.began;
const settled = (): boolean => age() > (loaded() ? SETTLING_MS : LOADING_MS);

/** See how far the reader got. */
export function look(): void {
  if (!basis || !body || !visible()) return;
  const { endSince } = view.depth;
  view.depth = lookAt(view.depth, body.getBoundingClientRect(), innerHeight, settled(), now());
  if (view.depth.endSince > endSince) later(look, FINISH_MS + 5);
}

/** Articles grow, slots fill and checkpoints come due without any event that tells. */
export function everySecond(): void {
  if (!basis || !visible()) return;
  body = articleBody();
  look();
  scanSlots(tag.slots);
  if (age() < view.due) return;
  deliver('due');
  view.due = nextCheckpoint(age());
}

/** Real revenue of this view, in the site's currency; the page may know it before the view begins. */
export function earn(amount: unknown): void {
  if ((amount as number) > 0) earned += Math.round((amount as number) * 1e6);
}

/** Read what the page says of itself. A single-page app may keep the last article's canonical link. */
function ask(): void {
  const link = document.querySelector<HTMLLinkElement>('link[rel=canonical]');
  if (link && view.base.h !== 'route') view.canonical = fitUrl(link.href);
  view.meta = readMeta(articleBody());
}

/** Send what is new of the view. Focus time alone is news only of a reader who leaves. */
function deliver(why: string, leaving?: boolean): void {
  if (!basis || view.closed) return;
  // Leaving ends attention: the hiding that follows a pagehide is no news.
  tick(false, leaving);
  if (view.meta === undefined) ask();
  const beacon = snapshot(view, finding, countSlots(), earned, settled());
  const news = JSON.stringify(leaving ? beacon : { ...beacon, f: 0 });
  if (news === lastNews) return;
  lastNews = news;
  const of = view;
  const text = JSON.stringify({ ...beacon, n: view.seq++, w: Date.now() });
  send(tag.endpoint, text, leaving, (status, reason) => {
    sent.push([why, text, status, reason]);
    answered(of, fateOf(status, reason));
  });
}

function answered(of: View, fate: Fate): void {
  if (fate === Fate.Again) {
    // The next snapshot holds what was lost; one retry makes it come soon.
    lastNews = undefined;
    if (!retried) later(() => visible() && deliver('again'), RETRY_MS * (1 + Math.random()));
    retried = true;
    return;
  }
  // A refusal is most likely of the article's metadata: the rest of the view still counts.
  of.meta = null;
  retried = false;
  of.closed = fate === Fate.Closed;
  // Closed with its first beacon: another would be closed as well.
  if (fate === Fate.Silent || (of.closed && of.seq < 2)) stop();
}
