/** Half of it in view for one continuous second, as the MRC has it for ads. */
const VIEWABLE_MS = 1_000;

type Span = Readonly<Pick<DOMRect, 'top' | 'bottom' | 'height'>>;

/** Whether half of a box is in view; of one that is taller than the window, half a window of it. */
export const halfInView = ({ top, bottom, height }: Span, viewport: number): boolean =>
  height > 0 && 2 * (Math.min(bottom, viewport) - Math.max(top, 0)) >= Math.min(height, viewport);

/** A function that is told how it looks at a moment, and says whether that has lasted long enough. */
export function lasting(): (inView: boolean, at: number) => boolean {
  let since: number | undefined;
  return (inView, at) => {
    since = inView ? since ?? at : undefined;
    return since !== undefined && at - since >= VIEWABLE_MS;
  };
}
