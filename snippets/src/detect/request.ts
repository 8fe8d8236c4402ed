import { caught, wait } from '../guard';
import { script } from '../need';
import { BAITS, FETCH_STATUS, IMAGE_WIDTH } from './baits';

/** What became of a request: it arrived, it did not, or there was no answer in time. */
export type Outcome = boolean | undefined;

/** [bait, control] */
export type Pair = readonly Outcome[];

const TIMEOUT_MS = 4_000;

/** An answer, or nothing: time is up, or it cannot even be asked (a page may forbid to set a script's address). */
export const inTime = <T>(ask: () => Promise<T>): Promise<T | undefined> =>
  Promise.race([new Promise<T>((done) => done(ask())), wait(TIMEOUT_MS)]).catch(caught);

const fetched = (url: string): Promise<boolean> =>
  fetch(url, { credentials: 'omit' }).then(
    ({ status }) => status === FETCH_STATUS,
    () => false,
  );

/** Once an element has loaded, or failed, the proof that it is what it should be. */
const settled = (element: HTMLImageElement | HTMLScriptElement, proof: () => boolean): Promise<boolean> =>
  new Promise((done) => {
    element.onload = element.onerror = () => {
      element.remove();
      done(proof());
    };
  });

/** Blockers answer some images with a stub of another width. */
function shown(url: string): Promise<boolean> {
  const image = new Image();
  image.src = url;
  return settled(image, () => image.naturalWidth === IMAGE_WIDTH);
}

/** Blockers answer some scripts with a stub that loads all the same: ours leaves a mark where it *ran*. */
function ran(url: string): Promise<boolean> {
  const element = script(url);
  return settled(element, () => 'ran' in element.dataset);
}

/** A line may lose a request: what failed is asked for once more. */
function twice(ask: (url: string) => Promise<boolean>, url: string): Promise<Outcome> {
  const once = (): Promise<boolean> => ask(url + '?client=' + Math.random());
  return inTime(() => once().then((ok) => ok || once()));
}

/** Ask for all baits and their neutral controls at once. */
export const probe = (host: string): Promise<Pair[]> =>
  Promise.all(
    BAITS.map((paths, kind) => Promise.all(paths.map((path) => twice([fetched, shown, ran][kind]!, host + path)))),
  );
