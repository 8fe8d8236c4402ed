/** A shadow out of reach of the page's rules, with this sheet, on a host that stands nowhere yet. */
export function shadow(css: string): ShadowRoot {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  const root = document.createElement('div').attachShadow({ mode: 'closed' });
  root.adoptedStyleSheets = [sheet];
  return root;
}
