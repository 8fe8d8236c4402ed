// What a test sees: the shadows are closed, and tests take hold of them when they are made.
const real = Element.prototype.attachShadow;
window.roots = [];
Element.prototype.attachShadow = function (options) {
  const opening = new URLSearchParams(location.search).has('open');
  const root = real.call(this, opening ? { mode: 'open' } : options);
  roots.push(root);
  return root;
};
const standing = (what) => roots.filter(({ host }) => host.isConnected).map((root) => root.querySelector(what)).filter(Boolean);
window.captions = () => standing('section > p');
window.caption = () => (standing('section > p').map((status) => status.previousSibling))[0];
window.voice = () => standing('section > p')[0];
window.offered = () => standing('section > button:only-child')[0];
window.dialog = () => standing('dialog')[0];
window.pressed = (label) => [...dialog().querySelectorAll('button')].find((one) => one.textContent === label);
window.fields = () => [...dialog().querySelectorAll('label:not([hidden]) > :is(textarea, input)')];
window.status_ = () => dialog().querySelector('[role=status]').textContent;
window.find = (words, within = document.body) => {
  const walker = document.createTreeWalker(within, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const at = walker.currentNode.data.indexOf(words);
    if (at >= 0) return [walker.currentNode, at];
  }
};
window.choose = (from, to = from) => {
  const [first, begin] = find(from);
  const [last, end] = find(to);
  getSelection().setBaseAndExtent(first, begin, last, end + to.length);
};
window.thrown = [];
addEventListener('error', ({ message }) => thrown.push(message));
addEventListener('unhandledrejection', ({ reason }) => thrown.push(String(reason)));
window.shifts = [];
try {
  // What moves within our own shadow, which has no node here, moves nothing of the page.
  const ours = (sources) => sources.every(({ node }) => !node);
  const note = ({ value, hadRecentInput, sources }) => hadRecentInput || ours(sources) || shifts.push(value);
  new PerformanceObserver((list) => list.getEntries().forEach(note)).observe({ type: 'layout-shift', buffered: true });
} catch {}
window.violations = [];
document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => violations.push(violatedDirective + ' ' + blockedURI));
