import { listen } from './guard';

/**
 * A function that calls `changed` when the path is another than before, with the address before. The Navigation API
 * calls it at once; engines without it are asked every second, which leaves the page's `history` alone.
 */
export function watchRoute(changed: (from: string) => void): () => void {
  let href = location.href;
  const check = (): void => {
    const from = href;
    href = location.href;
    if (new URL(from).pathname !== location.pathname) changed(from);
  };
  const { navigation } = window as unknown as { navigation?: EventTarget };
  if (navigation) listen(navigation, 'currententrychange', check);
  return check;
}
