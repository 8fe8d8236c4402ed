/** Put a new element with a text at the end of another. */
export function add<K extends keyof HTMLElementTagNameMap>(to: ParentNode, name: K, text = ''): HTMLElementTagNameMap[K] {
  const element = document.createElement(name);
  element.textContent = text;
  to.append(element);
  return element;
}
