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

/**
 * Ask for all baits at once; for one that does not arrive once more, and for its control: a line may lose a request.
 * One that arrives needs no control.
 */
export const probe = (host: string): Promise<Pair[]> =>
  Promise.all(
    BAITS.map(([bait, control], kind) => {
      const answer = (path: string): Promise<Outcome> =>
        inTime(() => [fetched, shown, ran][kind]!(host + path + '?client=' + Math.random()));
      return answer(bait).then<Pair>((ok) => (ok ? [ok, ok] : Promise.all([answer(bait), answer(control)])));
    }),
  );
