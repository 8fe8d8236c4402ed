/** On which basis a page measures. */
export type Basis = 'granted' | 'notice' | 'off';

/** The basis that a mode allows: the tag's `data-consent`, then what the page told of its reader. Nothing: do not run. */
export const basisOf = (mode: string | undefined): Basis | undefined =>
  mode === 'granted' || mode === 'notice' || mode === 'off' ? mode : undefined;

/** The reader's wishes as bits: 1 Global Privacy Control, 2 Do Not Track. */
export const privacySignals = ({ globalPrivacyControl, doNotTrack }: Partial<Navigator>): number =>
  (globalPrivacyControl ? 1 : 0) | (doNotTrack === '1' ? 2 : 0);
