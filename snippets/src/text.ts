/** `value` as one line that the service takes: white space folded, control characters and lone surrogates gone. */
export const clean = (value: unknown, limit: number): string =>
  (typeof value === 'string' ? value : '')
    .trim()
    .slice(0, limit)
    .replace(/[\s\0-\x1f\x7f\ud800-\udfff]+/gu, ' ');

/** Each text cleaned, empty ones and repetitions dropped, at most `count` of them. */
export const cleanAll = (values: readonly unknown[], limit: number, count: number): string[] =>
  [...new Set(values.map((value) => clean(value, limit)))].filter(Boolean).slice(0, count);

/** A language tag (BCP 47), or nothing. */
export const language = (value: unknown): string | undefined => (/^[\w-]{2,35}$/.exec(clean(value, 99)) || [])[0];
