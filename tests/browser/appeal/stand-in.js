// What stands on the page in place of the tag, and what a test sees of the appeal.
const opening = new URLSearchParams(location.search).has('open');
const real = Element.prototype.attachShadow;
Element.prototype.attachShadow = function (options) {
  window.mode = options.mode;
  window.host = this;
  window.root = real.call(this, opening ? { mode: 'open' } : options);
  roots.push(root);
  return root;
};
window.roots = [];
window.alert = (said) => ran.push(said);
window.told = [];
window.thrown = [];
window.ran = [];
window.view = { t: Date.now(), e: 0, d: 0, z: false, b: 'requests' };
window.found = 'requests';
window.stages = () => told.reduce((all, [, , stages]) => all | stages, 0);
window.ask = (appeal) => {
  const script = document.createElement('script');
  script.src = '/k/appeal.js';
  script.kindly = {
    appeal,
    from: location.origin,
    tell: (progress) => told.push(progress),
    look: () => window.view,
    test: (answer) => setTimeout(() => answer({ b: found }), 60),
  };
  document.head.append(script);
};
addEventListener('error', ({ message }) => thrown.push(message));
addEventListener('unhandledrejection', ({ reason }) => thrown.push(String(reason)));
window.shifts = [];
try {
  const note = ({ value, hadRecentInput }) => hadRecentInput || shifts.push(value);
  new PerformanceObserver((list) => list.getEntries().forEach(note)).observe({ type: 'layout-shift', buffered: true });
} catch {}
window.violations = [];
document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => violations.push(violatedDirective + ' ' + blockedURI));
