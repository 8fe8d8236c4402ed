/** The last error that was kept from the page, for `kindly('debug')`. */
export let fault: unknown;

export const caught = (error: unknown): undefined => {
  fault = error;
  return undefined;
};

/** `fn` that never throws: a measuring script must not break the page it measures. */
export const guard =
  <A extends unknown[]>(fn: (...args: A) => unknown): ((...args: A) => void) =>
  (...args) => {
    try {
      fn(...args);
    } catch (error) {
      caught(error);
    }
  };

/** Listen without ever delaying a scroll and without ever throwing into the page. */
export const listen = (target: EventTarget, types: string, fn: (event: Event) => unknown): void =>
  types.split(' ').forEach((type) => target.addEventListener(type, guard(fn), { capture: true, passive: true }));

export const wait = (ms: number): Promise<undefined> => new Promise((done) => setTimeout(done, ms));

export const later = (fn: () => unknown, ms: number): void => {
  void wait(ms).then(guard(fn));
};
