import { guard, later } from '../guard';
import { Stage } from './data';
import { act, appeal, first, keep, reach, reached, test, view } from './progress';

/** The reader is to read the thanks before the page is loaded again. */
const THANKS_MS = 1_500;
/** A test takes a third of a second; one that is not over by then tells nothing. */
const PATIENCE_MS = 8_000;

/**
 * Whether ads are still blocked; nothing where that is not known. The rules that hide elements stay on the page until it is
 * loaded again: where requests were blocked, those tell.
 */
export const stillBlocked = (before: unknown, now: string): boolean | undefined =>
  now === 'inconclusive' ? undefined : now !== 'none' && (now !== 'tracking_protection' || before === now) && (now !== 'cosmetic' || before === now);

/** The reader says that ads are allowed: test it, say what was found, and load the page again where it is so. */
export function claim(status: HTMLElement): void {
  const { words } = appeal;
  if (status.textContent === words.testing) return;
  act(Stage.Claimed);
  keep('claimed');
  status.textContent = words.testing;
  later(() => {
    if (status.textContent === words.testing) status.textContent = words.unsure;
  }, PATIENCE_MS);
  test(
    guard(({ b }) => {
      const blocked = stillBlocked(first.b, b);
      if (reached(Stage.Verified)) return;
      if (blocked === false) {
        reach(Stage.Verified);
        keep('allowed');
        // Only ever after a press, so never in a loop.
        later(() => view() && location.reload(), THANKS_MS);
      } else if (blocked) reach(Stage.Refuted);
      status.textContent = blocked ? words.still : blocked === false ? words.thanks : words.unsure;
    }),
  );
}
