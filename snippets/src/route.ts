import { addressRead } from './engage/article';
import { listen } from './guard';

type Entry = Event & { readonly navigationType?: string | null };

/** The address of what is read: of the article in view where a page of several marks them, else of the page. */
export const here = (): URL => new URL(addressRead() || '', location.href);

/**
 * A function that calls `changed` when another path is read than before, with the address before, and whether the
 * reader may be coming back to it: so it is where scrolling changes it. The Navigation API calls it at once; engines
 * without it are asked every second, which leaves the page's `history` alone.
 */
export function watchRoute(changed: (from: string, scrolled: boolean) => void): (event: Partial<Entry>) => void {
  let last = here();
  let { pathname } = location;
  const check = ({ navigationType }: Partial<Entry>): void => {
    const from = last;
    const stayed = pathname === location.pathname;
    last = here();
    pathname = location.pathname;
    if (from.pathname !== last.pathname) changed(from.href, stayed || navigationType === 'replace');
  };
  const { navigation } = window as unknown as { navigation?: EventTarget };
  if (navigation) listen(navigation, 'currententrychange', check as (event: Event) => void);
  return check;
}
