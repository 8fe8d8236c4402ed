/** What the publisher wrote on the script tag. */
export interface Tag {
  readonly site: string;
  /** Where the service answers bait paths: the origin the script came from. */
  readonly host: string;
  readonly endpoint: string;
  /** `data-consent`, until the page tells its reader's choice: then `granted` or `denied`. */
  mode: string | undefined;
  /** A selector of ad slots. */
  readonly slots: string;
}

/** The settings on the page's tag. */
export function readTag(): Tag {
  const { src, dataset } = document.currentScript as HTMLScriptElement;
  const host = new URL(src).origin;
  return {
    site: dataset['site'] || '',
    host,
    endpoint: dataset['endpoint'] || host + '/v1/read',
    mode: dataset['consent'],
    slots: dataset['slots'] || '[data-kindly-slot],ins.adsbygoogle,[id^=div-gpt-ad]',
  };
}
