// Shows in the preview what is typed, as it is typed, and warns of leaving what was not saved.
"use strict";
const form = document.getElementById("editor");
const buttons = [...form.querySelectorAll("[data-frame]")];
const WAIT_MS = 500;
// Of two submissions of one form at once, browsers forget the first.
const APART_MS = 100;
const TAB_MS = 500;
let timer;
let field = document.activeElement;
let tabbed = -TAB_MS;
let dirty = "unsaved" in form.dataset;

// In a new frame, because each page in the old one would be one more step of the Back button.
function show(button) {
  const old = form.querySelector(`iframe[name="${button.dataset.frame}"]`);
  const fresh = old.cloneNode();
  fresh.removeAttribute("src");
  fresh.removeAttribute("loading");
  old.replaceWith(fresh);
  form.requestSubmit(button);
}

function showAll() {
  for (const [place, button] of buttons.entries()) setTimeout(show, place * APART_MS, button);
}

// An appeal takes the focus when it appears; here it would take it from who is typing.
addEventListener("blur", () =>
  setTimeout(() => {
    const frame = document.activeElement;
    const meant = performance.now() - tabbed < TAB_MS || (frame && frame.matches(":hover"));
    if (!frame || frame.localName !== "iframe" || meant) return;
    frame.blur();
    if (field) field.focus({ preventScroll: true });
  }),
);
addEventListener("keydown", ({ key }) => key === "Tab" && (tabbed = performance.now()));
form.addEventListener("focusin", ({ target }) => target.localName !== "iframe" && (field = target));

for (const button of buttons) button.hidden = true;
form.addEventListener("input", (event) => {
  if (!event.target.name.startsWith("preview.")) {
    dirty = true;
    const told = document.getElementById("unsaved");
    if (told) told.textContent = told.dataset.unsaved;
  }
  clearTimeout(timer);
  timer = setTimeout(showAll, WAIT_MS);
});
if (dirty) showAll();
form.addEventListener("submit", ({ submitter }) => {
  if (!submitter || !submitter.dataset.frame) dirty = false;
});
addEventListener("beforeunload", (event) => dirty && event.preventDefault());
