import { guard } from './guard';

type Verbs = Readonly<Record<string, (value: unknown, more: unknown) => void>>;

interface Global {
  (verb: string, value?: unknown, more?: unknown): void;
  /** The stub's queue of calls. */
  q?: ArrayLike<unknown>[];
  /** Set on the real function: a second tag on the page stays silent. */
  on?: true;
}

/** Put the real `kindly` in the place of the page's stub and do what was queued; false when another tag was first. */
export function takeOver(verbs: Verbs): boolean {
  const page = window as unknown as { kindly?: Global };
  const { on, q = [] } = page.kindly || ({} as Global);
  if (on) {
    console.warn('kindly twice');
    return false;
  }
  // An unknown verb is a fault that `debug` shows.
  const real: Global = guard((verb: string, value?: unknown, more?: unknown) => verbs[verb]!(value, more));
  real.on = true;
  page.kindly = real;
  q.forEach((call) => real.apply(0, call as [string]));
  return true;
}
