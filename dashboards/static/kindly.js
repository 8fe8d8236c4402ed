// Draws the figures that panels bring, in the colours of the page, and keeps the panels honest about failures.
"use strict";
(() => {
  const CONFIG = { displayModeBar: false, responsive: true, scrollZoom: false, doubleClick: false, showTips: false };
  const page = document.documentElement;
  page.classList.add("js");

  // A figure carries the light palette; `layout.meta.tokens` says which custom property stands for each colour.
  function painted(text) {
    const { tokens } = JSON.parse(text).layout.meta;
    const style = getComputedStyle(page);
    const own = (value) => typeof value === "string" && Object.hasOwn(tokens, value);
    return JSON.parse(text, (_, value) => (own(value) ? style.getPropertyValue(tokens[value]).trim() : value));
  }

  // Plotly is 1.2 MB to fetch and some 100 ms to run: it comes when the first figure is about to be seen, and
  // figures are drawn one by one, so that the page answers in between.
  let plotly;
  function havePlotly() {
    plotly ??= new Promise((done, failed) => {
      const script = document.createElement("script");
      script.src = page.querySelector("[data-plotly]").dataset.plotly;
      script.onload = done;
      script.onerror = failed;
      document.head.append(script);
    });
    return plotly;
  }

  let turn = Promise.resolve();
  function drawSoon(panel) {
    turn = turn
      .then(havePlotly)
      .then(() => new Promise((done) => setTimeout(done)))
      .then(() => draw(panel))
      .catch(() => fail(panel));
    return turn;
  }

  const near = new IntersectionObserver(
    (entries) => entries.filter(({ isIntersecting }) => isIntersecting).forEach(({ target }) => drawSoon(target)),
    { rootMargin: "200px" },
  );

  // Asked anew, the observer tells at once of a panel that is in sight.
  function see(panel) {
    near.unobserve(panel);
    if (panel.querySelector("script.drawing")) near.observe(panel);
  }

  function draw(panel) {
    const figure = panel.querySelector(".figure");
    const text = panel.querySelector("script.drawing")?.textContent;
    if (!figure || !text) return;
    near.unobserve(panel);
    const { data, layout } = painted(text);
    Plotly.react(figure, data, layout, CONFIG);
    if (figure.dataset.heard) return;
    figure.dataset.heard = "";
    figure.on("plotly_click", ({ points: [point] }) => narrow(point));
  }

  // Whatever stands for one value of a dimension leads to the page filtered by it, as rows of tables do by a link
  // (`Shown.having`): in place of what it was filtered to, and at the first page of a list.
  function narrow({ data: { meta }, pointIndex, pointNumber }) {
    const value = meta?.values?.[pointIndex ?? pointNumber];
    if (!meta?.dimension || !value || document.querySelector("main[data-fixed]")) return;
    const target = new URL(location.href);
    const query = target.searchParams;
    const filter = `is:${meta.dimension}:`;
    const kept = query.getAll("f").filter((one) => !one.startsWith(filter));
    for (const name of ["f", "page"]) query.delete(name);
    for (const one of [...kept, filter + value]) query.append("f", one);
    target.hash = "";
    location.assign(target);
  }

  // A picture of a figure, twice as fine as the screen's, in the colours that are on it.
  async function save(button) {
    const panel = panelOf({ target: button });
    await drawSoon(panel);
    const name = [document.title.split(" · ").at(-2), panel.id.replace("panel-", "")].join("-");
    const { width, height } = panel.querySelector(".figure").getBoundingClientRect();
    const background = getComputedStyle(page).getPropertyValue("--paper").trim();
    const figure = panel.querySelector(".figure");
    const layout = { ...figure.layout, paper_bgcolor: background, plot_bgcolor: background };
    const picture = { format: button.dataset.save, filename: name, width, height, scale: 2 };
    Plotly.downloadImage({ data: figure.data, layout }, picture);
  }

  const panels = () => [...document.querySelectorAll(".panel")];

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
    see(panel);
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
    const button = event.target.closest("[data-save]");
    if (button) save(button);
  });

  // Live panels rest while nobody looks, and catch up at once.
  on("htmx:before:request", (event) => {
    if (document.hidden && panelOf(event)?.matches("[data-live]")) event.preventDefault();
  });
  on("visibilitychange", () => {
    if (!document.hidden) document.querySelectorAll("[data-live]").forEach((panel) => htmx.trigger(panel, "wake"));
  });

  // On a phone a row of links may hold more than fit.
  document.querySelectorAll(".pages [aria-current], .presets [aria-current]").forEach((link) => {
    link.scrollIntoView({ inline: "center", block: "nearest" });
  });

  on("change", (event) => event.target.matches(".how select") && event.target.form.requestSubmit());

  // Escape closes a definition that hover or focus has opened, until the pointer or focus moves on.
  on("keydown", (event) => event.key === "Escape" && (page.dataset.quiet = ""));
  for (const moved of ["focusin", "pointerover"]) {
    on(moved, (event) => event.target.closest?.(".term") && delete page.dataset.quiet);
  }

  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => panels().forEach(see));
  // Panels that came with the page itself.
  panels().forEach(see);
  // Paper shows all of the page, seen or not.
  window.addEventListener("beforeprint", () => window.Plotly && panels().forEach(draw));
})();
