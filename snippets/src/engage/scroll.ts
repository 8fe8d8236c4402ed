/** The end of the body has to stay in view for so long before the article counts as finished. */
export const FINISH_MS = 500;

/** How far the reader got, in CSS pixels of the article body. */
export interface Depth {
  reached: number;
  height: number;
  width: number;
  /** Since when the end has been in view; 0 when it is not. */
  endSince: number;
  finished: boolean;
}

/** The body's place: `top` relative to the viewport. */
export type Place = Readonly<Pick<DOMRect, 'top' | 'height' | 'width'>>;

export const newDepth = (): Depth => ({ reached: 0, height: 0, width: 0, endSince: 0, finished: false });

/**
 * One look at the page, whose `viewport` is so many pixels high. Text that grows at the end keeps the pixels that were
 * reached, text that reflows to another width their share. A page still loading is not `settled`.
 */
export function look(depth: Depth, { top, height, width }: Place, viewport: number, settled: boolean, now: number): void {
  // Taken out of the page, or hidden: nothing to be learnt.
  if (!height) return;
  if (depth.height && depth.width !== width) depth.reached *= height / depth.height;
  depth.reached = Math.max(depth.reached, Math.min(height, viewport - top));
  depth.height = height;
  depth.width = width;
  const end = top + height;
  depth.endSince = settled && end >= 0 && end <= viewport + 1 ? depth.endSince || now : 0;
  if (depth.endSince && now - depth.endSince >= FINISH_MS) depth.finished = true;
}

/** Scroll depth, 0 to 100 per cent of the article body. */
export const percent = ({ reached, height }: Depth): number => Math.min(100, Math.round((100 * reached) / (height || 1)));
