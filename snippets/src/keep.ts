/** What the device remembers: a note that the service writes and reads, '' at first. Where nothing can be kept: none. */
export function kept(): string | undefined {
  try {
    return localStorage['kindly'] || '';
  } catch {
    return undefined;
  }
}
