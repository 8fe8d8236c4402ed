import { need } from './need';
import type { Noting } from './notes/page';
import type { Tag } from './tag';

let loaded: unknown;

/** Have what lets readers report mistakes, once a page. */
export const letReport = ({ host, site }: Tag): unknown => (loaded ||= need<Noting>(host, 'notes', { from: host, key: site }));
