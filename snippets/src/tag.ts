/** What the publisher wrote on the script tag. */
export interface Tag {
  readonly site: string;
  /** Where the service is: the origin the script came from, unless `data-host` says otherwise. */
  readonly host: string;
  /** `data-consent`, until the page tells its reader's choice: then `granted` or `denied`. */
  wish: string | undefined;
  /** A selector of ad slots. */
  readonly slots: string;
  /** All attributes, for the further scripts. */
  readonly data: DOMStringMap;
}

/** The settings on the page's tag. */
export function readTag(): Tag {
  // A module has no current script.
  const { src, dataset } = (document.currentScript || document.querySelector('script[data-site]')) as HTMLScriptElement;
  return {
    site: dataset['site'] || '',
    host: dataset['host'] || new URL(src).origin,
    wish: dataset['consent'],
    slots: dataset['slots'] || '[data-kindly-slot],ins.adsbygoogle,[id^=div-gpt-ad],[data-google-query-id]',
    data: dataset,
  };
}
