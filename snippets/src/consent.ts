/** On which basis a page measures. */
export type Basis = 'granted' | 'notice' | 'off';

/** The basis by the tag's `data-consent` and by what the page told of its reader; nothing when the tag must not run. */
export function basisOf(mode: string | undefined, answer: boolean | undefined): Basis | undefined {
  if (answer) return 'granted';
  return answer !== false && (mode === 'notice' || mode === 'off') ? mode : undefined;
}

/** The reader's wishes as bits: 1 Global Privacy Control, 2 Do Not Track. */
export const privacySignals = ({ globalPrivacyControl, doNotTrack }: Partial<Navigator>): number =>
  (globalPrivacyControl ? 1 : 0) | (doNotTrack === '1' ? 2 : 0);
