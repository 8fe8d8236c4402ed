/** What a further script of ours is given: it reads it from its own `<script>` element. */
export type Gift<T> = HTMLScriptElement & { kindly?: T };

/** Put a script into the page. */
export function script(url: string): HTMLScriptElement {
  const element = document.createElement('script');
  element.src = url;
  document.head.append(element);
  return element;
}

/** Load one of our further scripts. It is fetched again for every view that needs it, from the browser's cache. */
export function need<T>(host: string, name: 'appeal' | 'check' | 'correct' | 'debug' | 'grant' | 'notes' | 'page' | 'slots' | 'touch' | 'work', gift: T): Gift<T> {
  const element: Gift<T> = script(host + '/k/' + name + '.js');
  element.kindly = gift;
  return element;
}

/** In such a script: what it was given. */
export const given = <T>(): T => (document.currentScript as Gift<T>).kindly!;
