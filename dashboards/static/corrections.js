// The inbox by keyboard: letters move, tick and press buttons that are on the page anyway. Never while somebody types.
"use strict";
(() => {
  const KEY = "kindly.keys";
  const all = (selector) => [...document.querySelectorAll(selector)];
  const rows = all(".row");
  const help = document.getElementById("keys");
  const list = document.querySelector("form.list");

  function on() {
    try {
      return localStorage.getItem(KEY) !== "off";
    } catch {
      return true;
    }
  }

  function remember(wanted) {
    try {
      localStorage.setItem(KEY, wanted ? "on" : "off");
    } catch {
      // Without storage the choice lasts as long as the page.
    }
  }

  // The row that has the focus, or that a reader of the page came from.
  let current = rows.find(({ id }) => id === location.hash.slice(1));
  const here = () => document.activeElement?.closest(".row") ?? current;

  function go(row) {
    if (!row) return;
    current = row;
    row.focus({ preventScroll: true });
    row.scrollIntoView({ block: "nearest" });
  }

  function move(by) {
    const at = rows.indexOf(here());
    go(at < 0 ? rows[0] : rows[Math.min(Math.max(at + by, 0), rows.length - 1)]);
  }

  const ticked = () => all(".row input[name=id]:checked");

  function tell() {
    const count = ticked().length;
    const told = document.querySelector("[data-ticked]");
    if (told) told.textContent = count ? told.dataset.words.replace("{}", count) : "";
    const whole = document.querySelector("[data-all]");
    if (whole) {
      whole.checked = count === rows.length;
      whole.indeterminate = count > 0 && count < rows.length;
    }
    list?.classList.toggle("some", count > 0);
  }

  function tick() {
    const box = here()?.querySelector("input[name=id]");
    if (box) box.checked = !box.checked;
    tell();
  }

  function step(state) {
    const button = ticked().length
      ? document.querySelector(`[data-bulk="${state}"]`)
      : rows.length
        ? here()?.querySelector(`[data-step="${state}"]`)
        : document.querySelector(`[data-step="${state}"]`);
    button?.click();
  }

  function open() {
    const link = rows.length ? here()?.querySelector("h2 a") : document.querySelector("[data-up]");
    link?.click();
  }

  const KEYS = {
    j: () => move(1),
    k: () => move(-1),
    o: open,
    x: tick,
    a: () => step("accepted"),
    r: () => step("rejected"),
    f: () => step("fixed"),
    n: () => step("new"),
    u: () => document.querySelector(".done [value=undo]")?.click(),
    "/": () => document.querySelector("input[type=search]")?.focus(),
  };

  const typing = ({ target }) =>
    target.closest?.("input:not([type=checkbox]), textarea, select, [contenteditable], dialog") != null;

  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.isComposing || typing(event)) return;
    if (event.repeat && !"jk".includes(event.key)) return;
    if (event.ctrlKey || event.metaKey || event.altKey || help.open) return;
    if (event.key === "?") help.showModal();
    else if (on() && Object.hasOwn(KEYS, event.key)) KEYS[event.key]();
    else return;
    event.preventDefault();
  });

  // Return on a ticked box would press the form's first button.
  list?.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.target.matches("input")) event.preventDefault();
  });
  document.addEventListener("focusin", ({ target }) => (current = target.closest(".row") ?? current));
  document.addEventListener("change", ({ target }) => {
    if (target.matches("[data-all]")) all(".row input[name=id]").forEach((box) => (box.checked = target.checked));
    if (target.matches("[data-keys-on]")) remember(target.checked);
    tell();
  });
  document.addEventListener("click", ({ target }) => target.closest("[data-help]") && help.showModal());

  // What leaves the list hands its place on to the row below it.
  list?.addEventListener("submit", ({ submitter }) => {
    const row = submitter?.closest(".row");
    if (!row) return;
    const at = rows.indexOf(row);
    list.elements.at.value = (rows[at + 1] ?? rows[at - 1] ?? row).dataset.id;
  });

  all("[data-help], .pick.all").forEach((one) => (one.hidden = false));
  help.querySelector("[data-keys-on]").checked = on();
  // Of a page that was gone back to, the browser restores what was ticked.
  addEventListener("pageshow", tell);
  if (current) go(current);
})();
