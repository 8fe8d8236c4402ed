/** Letters enough to find a text by, and to know its end. */
const ENOUGH = 40;

/** Without mark-up, white space and punctuation. */
const letters = (text: string): string => text.replace(/<[^>]*>|[\s!-/:-@[-`{-~\xa0-\xbf\u2000-\u206f]/g, '');

/**
 * The smallest element that holds a whole text, as JSON-LD's `articleBody` tells it: from its first letters to its
 * last. Marks, spaces and mark-up may differ.
 */
export function holding(text: unknown): HTMLElement | undefined {
  const wanted = typeof text === 'string' ? letters(text) : '';
  if (wanted.length < ENOUGH) return undefined;
  const first = wanted.slice(0, ENOUGH);
  const last = wanted.slice(-ENOUGH);
  let within: Element = document.body;
  for (;;) {
    const inner: Element | undefined = [...within.children].find((child) => {
      const found = letters(child.textContent || '');
      const at = found.indexOf(first);
      return at >= 0 && found.indexOf(last, at) >= 0;
    });
    if (!inner) break;
    within = inner;
  }
  return within === document.body ? undefined : (within as HTMLElement);
}
