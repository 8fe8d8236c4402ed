// Draws the figures that panels bring, in the colours of the page, and keeps the panels honest about failures.
"use strict";
(() => {
  const CONFIG = { displayModeBar: false, responsive: true, scrollZoom: false, doubleClick: false, showTips: false };
  const page = document.documentElement;

  // A figure carries the light palette; `layout.meta.tokens` says which custom property stands for each colour.
  function painted(text) {
    const { tokens } = JSON.parse(text).layout.meta;
    const style = getComputedStyle(page);
    const own = (value) => typeof value === "string" && Object.hasOwn(tokens, value);
    return JSON.parse(text, (_, value) => (own(value) ? style.getPropertyValue(tokens[value]).trim() : value));
  }

  function draw(panel) {
    const figure = panel.querySelector(".figure");
    const text = panel.querySelector("script.drawing")?.textContent;
    if (!figure || !text || !window.Plotly) return;
    const { data, layout } = painted(text);
    Plotly.react(figure, data, layout, CONFIG);
  }

  const drawAll = () => document.querySelectorAll(".panel").forEach(draw);

  function fail(panel) {
    if (panel.querySelector(".figure, table")) panel.dataset.stale = "";
    else if (!panel.querySelector(".failed")) {
      panel.querySelector(".skeleton")?.replaceWith(document.getElementById("failed").content.cloneNode(true));
    }
    panel.removeAttribute("aria-busy");
  }

  const panelOf = (event) => (event.target instanceof Element ? event.target.closest(".panel") : null);
  const on = (name, act) => document.addEventListener(name, act);

  on("htmx:after:swap", (event) => {
    const panel = panelOf(event);
    if (!panel) return;
    panel.removeAttribute("aria-busy");
    delete panel.dataset.stale;
    draw(panel);
  });

  // A session that ended answers with a redirect to the sign-in page, which does not belong into a panel.
  on("htmx:before:response", (event) => {
    const { raw, status } = event.detail.ctx.response;
    if (raw.redirected || status === 401) {
      event.preventDefault();
      location.reload();
    }
  });

  on("htmx:response:error", (event) => {
    if (event.detail.ctx.response.status >= 500) fail(panelOf(event));
  });
  on("htmx:error", (event) => {
    const panel = panelOf(event);
    if (panel) fail(panel);
  });
  on("click", (event) => {
    if (event.target.closest("[data-retry]")) htmx.trigger(panelOf(event), "retry");
  });

  // Live panels rest while nobody looks, and catch up at once.
  on("htmx:before:request", (event) => {
    if (document.hidden && panelOf(event)?.matches("[data-live]")) event.preventDefault();
  });
  on("visibilitychange", () => {
    if (!document.hidden) document.querySelectorAll("[data-live]").forEach((panel) => htmx.trigger(panel, "wake"));
  });

  // Escape closes a definition that hover or focus has opened, until the pointer or focus moves on.
  on("keydown", (event) => event.key === "Escape" && (page.dataset.quiet = ""));
  for (const moved of ["focusin", "pointerover"]) {
    on(moved, (event) => event.target.closest?.(".term") && delete page.dataset.quiet);
  }

  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", drawAll);
  // This file comes before htmx, which asks for the panels at once; Plotly, the heaviest, comes last, and panels
  // that were there before it are drawn then.
  document.getElementById("plotly")?.addEventListener("load", drawAll);
})();
