import { add } from '../panel/nodes';
import type { Piece } from './data';

/** The service has an allow-list of its own; this one holds whatever arrives. */
const TAGS = /^(p|strong|em|a|ul|ol|li|br|blockquote|h3)$/;
const SAFE = /^(https?:\/\/|mailto:)/i;

/** Give a link its address, unless it could run something. */
export function aim(link: HTMLAnchorElement, address: unknown): void {
  if (SAFE.test(String(address))) link.href = String(address);
}

/** Build what is allowed of a tree of nodes; the rest is left out. */
export function build(to: ParentNode, pieces: readonly Piece[]): void {
  pieces.forEach((piece) => {
    if (typeof piece === 'string') to.append(piece);
    else if (TAGS.test(piece.t)) {
      const element = add(to, piece.t as 'a');
      if (piece.t === 'a') aim(element, piece.h);
      build(element, piece.c || []);
    }
  });
}
