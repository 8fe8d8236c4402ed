import type { Beacon } from '../beacon';
import type { Asking } from '../session';
import { type Appeal, Stage } from './data';

// The script runs once for each appeal, so this is the state of one.
let gift: Asking;
export let appeal: Appeal;
/** The view as it was when the appeal came. */
export let first: Beacon;
let stages = 0;
let shownMs = 0;
let actedMs = 0;

/** Take over what the script is given. False where the view is over by now. */
export function begin(given: Asking): boolean {
  gift = given;
  appeal = gift.appeal as Appeal;
  first = gift.look()!;
  return !!first;
}

/** The view as it stands; nothing once it is over. */
export const view = (): Beacon | undefined => gift.look();
export const test: Asking['test'] = (answer) => gift.test(answer);
export const body = (): HTMLElement | undefined => gift.body;
export const home = (): string => gift.from;

/** How old the view is, ms. */
export const age = (): number => Date.now() - first.t;
export const shownFor = (): number => age() - shownMs;
export const reached = (stage: Stage): boolean => !!(stages & stage);

/** Tell of a stage, once. */
export function reach(stage: Stage): void {
  if (reached(stage)) return;
  stages |= stage;
  gift.tell([appeal.rule, appeal.variant, stages, shownMs, actedMs]);
}

export function shown(): void {
  shownMs = age();
}

/** The reader did something: the first time counts. */
export function act(stage: Stage): void {
  actedMs = actedMs || age();
  reach(stage);
}

/** Have the device remember it, where it remembers anything. */
export function keep(what: keyof Appeal['keep']): void {
  if (localStorage['kindly']) localStorage['kindly'] = appeal.keep[what];
}
