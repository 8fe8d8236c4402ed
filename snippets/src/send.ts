/** What an answer means for the tag. */
export const enum Fate {
  /** Taken, or refused for what it holds: the next snapshot may not be. */
  Done,
  /** Not now: a later snapshot will hold it. */
  Again,
  /** The view is over. */
  Closed,
  /** Nothing of this page will be taken. */
  Silent,
}

/** The meaning of a status (0: no answer) and a reason (X-Kindly), by the table in docs/wire.md. */
export function fateOf(status: number, reason: string | null): Fate {
  if (reason === 'closed') return Fate.Closed;
  if (/site|clock|origin/.test(reason || '')) return Fate.Silent;
  return !status || status === 429 || status > 499 ? Fate.Again : Fate.Done;
}

/** As JSON, whatever `toJSON` an old library has given to arrays. */
export const json = (value: unknown): string =>
  JSON.stringify(value, function (this: Record<string, unknown>, key) {
    return this[key];
  });

/**
 * Send one snapshot; what is answered, of status 0 when nothing is. `leaving` says that the page may be gone before.
 * `sendBeacon`, which never tells, serves only engines without `fetch` keepalive: lists block it to third parties, and it
 * returns true all the same.
 */
export function send(host: string, body: string, leaving?: boolean): Promise<Response> {
  const endpoint = host + '/v1/read';
  if (leaving && !('keepalive' in Request.prototype)) navigator.sendBeacon(endpoint, body);
  else return fetch(endpoint, { method: 'POST', body, keepalive: true, credentials: 'omit' }).catch(() => Response.error());
  return new Promise(() => undefined);
}
