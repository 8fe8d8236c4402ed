import { guard } from './guard';

type Verbs = Readonly<Record<string, (value: unknown) => void>>;

interface Global {
  (verb: string, value?: unknown): void;
  /** The stub's queue of calls. */
  q?: ArrayLike<unknown>[];
  /** Set on the real function: a second tag on the page stays silent. */
  on?: true;
}

/** Put the real `kindly` in the place of the page's stub and do what was queued; false when another tag was first. */
export function takeOver(verbs: Verbs): boolean {
  const page = window as unknown as { kindly?: Global };
  const stub = page.kindly;
  if (stub && stub.on) {
    console.warn('kindly: second tag');
    return false;
  }
  const real: Global = guard((verb: string, value?: unknown) => {
    const act = verbs[verb];
    if (act) act(value);
  });
  real.on = true;
  page.kindly = real;
  for (const call of (stub && stub.q) || []) real(call[0] as string, call[1]);
  return true;
}
