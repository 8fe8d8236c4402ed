/** What a consent manager tells of a reader (IAB TCF 2.2 and 2.3, "TCData"); only what is used here. */
export interface TcData {
  readonly eventStatus?: string;
  readonly gdprApplies?: boolean;
  readonly purpose?: Grants;
  readonly publisher?: Grants;
}

interface Grants {
  readonly consents?: Readonly<Record<string, boolean>>;
}

/**
 * Whether the reader grants all those purposes, to the publisher or in general; nothing while the reader is still being
 * asked. Where the GDPR does not apply, nothing needs to be granted. A legitimate interest is not a consent.
 */
export function tcfGrants({ eventStatus, gdprApplies, purpose, publisher }: TcData, purposes: readonly string[]): boolean | undefined {
  if (gdprApplies === false) return true;
  if (eventStatus !== 'tcloaded' && eventStatus !== 'useractioncomplete') return undefined;
  return purposes.every((id) => [purpose, publisher].some((grants) => grants && grants.consents && grants.consents[id] === true));
}
