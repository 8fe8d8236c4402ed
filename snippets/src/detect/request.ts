import { wait } from '../guard';
import { BAITS, FETCH_STATUS, IMAGE_WIDTH } from './baits';

/** What became of a request: it arrived, it did not, or there was no answer in time. */
export type Outcome = boolean | undefined;

/** [bait, control] */
export type Pair = readonly Outcome[];

const TIMEOUT_MS = 4_000;

const fetched = (url: string): Promise<boolean> =>
  fetch(url, { credentials: 'omit' }).then(
    ({ status }) => status === FETCH_STATUS,
    () => false,
  );

/** Load `url` into an element and hand back the proof that it is what it should be. */
const load = (element: HTMLImageElement | HTMLScriptElement, url: string, proof: () => boolean): Promise<boolean> =>
  new Promise((done) => {
    element.onload = element.onerror = () => {
      element.remove();
      done(proof());
    };
    element.src = url;
  });

/** Blockers answer some images with a stub of another width. */
function loaded(url: string): Promise<boolean> {
  const image = new Image();
  return load(image, url, () => image.naturalWidth === IMAGE_WIDTH);
}

/** Blockers answer some scripts with a stub that loads all the same: ours leaves a mark where it *ran*. */
function ran(url: string): Promise<boolean> {
  const script = document.createElement('script');
  document.head.append(script);
  return load(script, url, () => 'ran' in script.dataset);
}

/** Ask for all baits and their neutral controls at once. */
export const probe = (host: string): Promise<Pair[]> =>
  Promise.all(
    BAITS.map((paths, kind) =>
      Promise.all(
        paths.map((path) =>
          Promise.race([[fetched, loaded, ran][kind]!(host + path + '?client=' + Math.random()), wait(TIMEOUT_MS)]),
        ),
      ),
    ),
  );
