/** What the Global Privacy Platform (IAB GPP 1.1, "PingReturn") tells of a reader; only what is used here. */
export interface Ping {
  readonly signalStatus?: string;
  readonly applicableSections?: readonly number[];
  readonly parsedSections?: Readonly<Record<string, unknown>>;
}

type Section = Readonly<Record<string, unknown>>;

/** A section may have sub-sections (core, publisher, GPC); their fields are told apart by name. */
const fields = (section: unknown): Section => Object.assign({}, ...([] as unknown[]).concat(section));

/** In a US section 1 means "opted out", in the older US Privacy string it is "Y". */
const optedOut = (section: Section): boolean =>
  section['Gpc'] === true ||
  section['OptOutSale'] === 'Y' ||
  ['SaleOptOut', 'SharingOptOut', 'TargetedAdvertisingOptOut'].some((name) => section[name] === 1);

/** Purposes are lists of booleans there, purpose 1 first. */
const consents = (section: Section, id: string): boolean =>
  ['PurposeConsents', 'PublisherConsents'].some((name) => ((section[name] || []) as boolean[])[Number(id) - 1] === true);

/**
 * Whether the reader lets itself be measured: in Europe when all those purposes are granted, in the United States
 * unless the reader opted out of anything; nothing until the platform is ready.
 */
export function gppGrants({ signalStatus, applicableSections = [], parsedSections = {} }: Ping, purposes: readonly string[]): boolean | undefined {
  if (signalStatus !== 'ready') return undefined;
  const european = fields(parsedSections['tcfeuv2']);
  // Section 2 is the European one.
  if (applicableSections.includes(2) && !purposes.every((id) => consents(european, id))) return false;
  return !Object.keys(parsedSections).some((name) => name.startsWith('us') && optedOut(fields(parsedSections[name])));
}
