export const now = (): number => performance.now();

/** Not in a background tab. A prerendered page turns visible a moment before it is activated. */
export const visible = (): boolean => !document.hidden;

export const attentive = (): boolean => visible() && document.hasFocus();

/** Whether everything the page's own mark-up brings has arrived. */
export const loaded = (): boolean => document.readyState === 'complete';

export type How = 'navigate' | 'reload' | 'back_forward' | 'prerender' | 'restore' | 'route';

/** How the browser came to this document. */
export function howLoaded(): How | undefined {
  const entry = performance.getEntriesByType('navigation')[0] as PerformanceNavigationTiming | undefined;
  return entry && (entry.activationStart ? 'prerender' : entry.type);
}
