/**
 * Where something can be put below a text without moving what the reader sees: to its foot while that is below the
 * window, else to the end of the page once that is in view. Nothing while there is no such place.
 */
export function footOf(text: HTMLElement): HTMLElement | undefined {
  if (text.getBoundingClientRect().bottom > innerHeight) return text;
  return scrollY + innerHeight + 1 >= document.documentElement.scrollHeight ? document.body : undefined;
}

/** The column of a grid in which what is put at the end of an element goes on below its text. */
export const columnOf = ({ lastElementChild }: Element): string => (lastElementChild ? getComputedStyle(lastElementChild).gridColumn : 'auto');
