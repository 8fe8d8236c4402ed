import { FETCH_STATUS, IMAGE_WIDTH, Kind } from './baits';

export interface Answer {
  readonly as: 'xmlhttprequest' | 'image' | 'script';
  readonly status: number;
  readonly type: string;
  readonly body: string;
}

/** What the service answers to each kind of bait and control. Not part of k.js: the build writes it to dist/baits.json. */
export const ANSWERS: Readonly<Record<Kind, Answer>> = {
  [Kind.Fetch]: { as: 'xmlhttprequest', status: FETCH_STATUS, type: '', body: '' },
  [Kind.Image]: {
    as: 'image',
    status: 200,
    type: 'image/svg+xml',
    body: `<svg xmlns="http://www.w3.org/2000/svg" width="${IMAGE_WIDTH}" height="3"/>`,
  },
  [Kind.Script]: { as: 'script', status: 200, type: 'text/javascript', body: 'document.currentScript.dataset.ran=1' },
};
