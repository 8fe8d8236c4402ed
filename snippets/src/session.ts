import { ads, scanAds } from './ads/watch';
import { type Beacon, fitUrl, openView, type Progress, type Revenue, snapshot, type View } from './beacon';
import type { Basis } from './consent';
import { detect, type Finding } from './detect';
import { all } from './dom';
import { articleBody } from './engage/article';
import { step } from './engage/clock';
import { FINISH_MS, look as lookAt, newDepth } from './engage/scroll';
import { caught, later } from './guard';
import { kept } from './keep';
import type { Meta } from './meta';
import { need } from './need';
import { attentive, type How, howLoaded, loaded, now, visible } from './page';
import { letReport } from './reporting';
import { here } from './route';
import { Fate, fateOf, json, send } from './send';
import type { Tag } from './tag';

/** A view is over after so long without an act; the next act opens one that is marked resumed. */
const IDLE_MS = 30 * 60_000;
/** A single-page app renders the next article after its path has changed. */
const RENDER_MS = 400;
/** Before, a page may still be too short for its depth to mean anything; one that still loads gets more time. */
const SETTLING_MS = 1_000;
const LOADING_MS = 3_000;
/** A service that is busy or away is asked again; readers fail at different moments, so they do not come at once. */
const RETRY_MS = 3_000;

/** What an answer may ask for: the page's metadata, an appeal to be shown, a note to be kept on the device. */
interface Reply {
  readonly page?: boolean;
  readonly appeal?: object;
  readonly keep?: string;
  /** Whether readers may report mistakes. */
  readonly notes?: boolean;
}

/** What the script that shows an appeal is given. */
export interface Asking {
  readonly appeal: object;
  /** The article's body, as far as it is known. */
  readonly body: HTMLElement | undefined;
  /** Where the service is. */
  readonly from: string;
  /** Takes how far the appeal came. */
  readonly tell: (progress: Progress) => void;
  /** The view as it stands; nothing once it is over. */
  readonly look: () => Beacon | undefined;
  /** Detect once more; a second answer may follow where the first was wrong. */
  readonly test: (answer: (finding: Finding) => void) => void;
}

// One page holds one session: what runs from consent to its withdrawal, one view after another.
let tag: Tag;
let basis: Basis | undefined;
let view: View;
/** The open views of this page by their path, for readers who scroll back. */
const views = new Map<string, View>();
export let finding: Finding | undefined;
/** Of the current view, or of the first one before it begins. */
let revenue: Revenue = { micros: 0 };
/** Where the page's metadata says the article's text is. */
let hinted: HTMLElement | undefined;
/** Whether the page is on paper; asked each second, and each query made anew takes some 0.1 ms. */
let paper: MediaQueryList;
let lastAct = 0;
let lastNews: string | undefined;
let retried: boolean | undefined;
/** Why, what, and with which answer (a promise) beacons were sent: for debugging. */
export const sent: unknown[][] = [];

/** Begin on that basis, unless begun. A tab that the browser had discarded goes on with what was read in it. */
export function start(settings: Tag, on: Basis): void {
  if (basis) return;
  basis = on;
  tag = settings;
  paper = matchMedia('print');
  open(howLoaded(), document.referrer, document.wasDiscarded);
}

/** Measure nothing more, send nothing more. */
export function stop(): void {
  basis = undefined;
}

/**
 * Leave the current view and begin another, or go on with the one that was `scrolled` back to. A view that nobody was
 * told of yet is not told.
 */
export function next(how: How | undefined, referrer: string | undefined, resumed?: boolean, scrolled?: boolean): void {
  if (!basis) return;
  if (view.seq) deliver('next', true);
  revenue = { micros: 0 };
  const known = scrolled && views.get(here().pathname);
  if (!known) return open(how, referrer, resumed);
  view = known;
  revenue = view.revenue;
  if (ads.reset) ads.reset();
  tick(true);
}

function open(how: How | undefined, referrer: string | undefined, resumed?: boolean): void {
  view = openView(tag.site, basis as Basis, how, referrer, resumed, revenue);
  views.set(here().pathname, view);
  lastAct = Date.now();
  lastNews = hinted = undefined;
  if (ads.reset) ads.reset();
  if (how === 'route' && finding) return later(tell, RENDER_MS);
  detect(tag, (found, late) => {
    finding = found;
    if (!late) tell();
  });
}

/**
 * Look around and send the view's first beacon. Not before: at load this would force the page's first layout into our
 * time, and after a change of route the last article would count as read in the new view.
 */
function tell(): void {
  const structured = all<HTMLScriptElement>('script[type="application/ld+json"]');
  if (view.base.h !== 'route') {
    // A single-page app may keep the last article's.
    const link = document.querySelector<HTMLLinkElement>('link[rel=canonical]');
    if (link && /^http/.test(link.href)) view.canonical = fitUrl(link.href);
    if (structured.some(({ text }) => /"articleBody"/.test(text))) askPage(view);
  }
  everySecond();
  deliver('seen');
}

/** Have the page's metadata read, once a view. */
function askPage(of: View): void {
  if (of.meta === undefined)
    need(tag.host, 'page', (meta: Meta, body: HTMLElement | undefined) => {
      of.meta = meta;
      hinted = body;
      deliver('page');
    });
  of.meta = null;
}

const tick = (acted?: boolean, leaving?: boolean): void => {
  step(view.clock, now(), attentive() && !leaving, acted);
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
  // An ad's continuous second ends where attention does.
  if (ads.scan) ads.scan();
  if (type === 'pagehide' || !visible()) deliver(type, true);
}

const age = (): number => now() - view.clock.began;
const settled = (): boolean => age() > (loaded() ? SETTLING_MS : LOADING_MS);

/** See how far the reader got; on paper nobody scrolls. */
export function look(): void {
  if (!basis || !view.body || !visible() || paper.matches) return;
  const { endSince } = view.depth;
  lookAt(view.depth, view.body.getBoundingClientRect(), innerHeight, settled(), now());
  if (view.depth.endSince > endSince) later(look, FINISH_MS + 5);
}

/** Articles grow, slots fill and checkpoints come due without any event that tells. */
export function everySecond(): void {
  if (!basis || !visible()) return;
  const body = articleBody(hinted, settled() ? view.body : undefined, view.base.h === 'route');
  if (body !== view.body) view.depth = newDepth();
  view.body = body;
  look();
  scanAds(tag);
  if (age() < view.due) return;
  deliver('due');
  // After 5 s, then each time after as long again, at most a minute.
  view.due = age() + Math.min(age(), 60_000);
}

/** Real revenue of this view; the page may know it before the view begins. A view's amounts are of one currency. */
export function earn(amount: unknown, currency: unknown): void {
  const { currency: before = currency } = revenue;
  if (!((amount as number) > 0) || before !== currency) throw Error('revenue');
  revenue.micros += Math.round((amount as number) * 1e6);
  revenue.currency = currency as string;
}

/** Send what is new of the view. Focus time alone is news only of a reader who leaves. */
function deliver(why: string, leaving?: boolean): void {
  if (!basis || view.closed) return;
  // Leaving ends attention: the hiding that follows a pagehide is no news.
  tick(false, leaving);
  const beacon = snapshot(view, finding, ads.count && ads.count(), settled());
  const f = Math.round(view.clock.focusMs);
  const news = json([beacon, leaving && f]);
  if (news === lastNews) return;
  lastNews = news;
  const of = view;
  const text = json(Object.assign({ n: view.seq++, w: Date.now(), f, st: kept() }, beacon));
  const told = send(tag.host, text, leaving);
  sent.push([why, text, told]);
  told
    .then((answer) => {
      answered(of, fateOf(answer.status, answer.headers.get('X-Kindly')));
      return answer.status === 200 ? answer.json().then((reply) => heed(of, reply as Reply)) : undefined;
    })
    .catch(caught);
}

/** Do what the service asks for. */
function heed(of: View, { page, appeal, keep, notes }: Reply): void {
  if (!basis) return;
  if (page) askPage(of);
  if (notes) letReport(tag);
  if (appeal)
    need<Asking>(tag.host, 'appeal', {
      appeal,
      body: of.body,
      from: tag.host,
      tell: (progress) => {
        of.asked = progress;
        deliver('appeal');
      },
      look: () => (basis && of === view ? (tick(), snapshot(of, finding, [], true)) : undefined),
      test: (answer) => detect(tag, answer),
    });
  if (keep) localStorage['kindly'] = keep;
}

function answered(of: View, fate: Fate): void {
  if (fate === Fate.Again) {
    // The next snapshot holds what was lost; one retry makes it come soon.
    lastNews = undefined;
    if (!retried) later(() => visible() && deliver('again'), RETRY_MS);
    retried = true;
    return;
  }
  // A refusal is most likely of the article's metadata: the rest of the view still counts.
  if (of.meta) of.meta = null;
  retried = false;
  of.closed = fate === Fate.Closed;
  // Closed with its first beacon: another would be closed as well.
  if (fate === Fate.Silent || (of.closed && of.seq < 2)) stop();
}
