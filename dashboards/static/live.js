// Keeps the live page's panels as new as the service's stream of them, while somebody looks.
"use strict";
(() => {
  const place = document.querySelector("[data-stream]");
  const pulse = document.querySelector(".pulse");
  const pause = document.getElementById("pause");
  // The service tells of itself every 5 s; a line that went dead is noticed by its silence only.
  const SILENCE_MS = 20_000;
  const AGAIN_MS = 5_000;
  const SAID_EVERY_MS = 60_000;
  let source = null;
  let timer = 0;
  let paused = false;

  function state(name) {
    if (pulse.dataset.state === name) return;
    const word = pulse.querySelector(".word");
    pulse.dataset.state = name;
    word.textContent = word.getAttribute(`data-said-${name}`);
    for (const panel of place.querySelectorAll(".panel")) {
      if (name === "waiting") panel.dataset.stale = "";
      else delete panel.dataset.stale;
    }
  }

  // What somebody has opened stays open.
  async function swap(panel, text) {
    const open = [...panel.querySelectorAll("details")].map((one) => one.open);
    await htmx.swap({ sourceElement: panel, target: panel, swap: "innerMorph", text });
    panel.querySelectorAll("details").forEach((one, at) => (one.open = open[at]));
  }

  function show(panels) {
    for (const [name, text] of Object.entries(panels)) {
      const panel = document.getElementById(`panel-${name}`);
      if (panel) swap(panel, text);
    }
  }

  function heard(name) {
    state(name);
    clearTimeout(timer);
    timer = setTimeout(again, SILENCE_MS);
  }

  function again() {
    close();
    state("waiting");
    timer = setTimeout(open, AGAIN_MS);
  }

  function close() {
    clearTimeout(timer);
    source?.close();
    source = null;
  }

  function open() {
    if (paused || document.hidden || source) return;
    source = new EventSource(place.dataset.stream);
    source.addEventListener("panels", (event) => {
      heard("live");
      show(JSON.parse(event.data));
    });
    source.addEventListener("beat", () => heard("live"));
    source.addEventListener("stale", () => heard("waiting"));
    // A session that ended leads to the sign-in page.
    source.addEventListener("end", () => location.reload());
    source.addEventListener("error", again);
    clearTimeout(timer);
    timer = setTimeout(again, SILENCE_MS);
  }

  function toggle() {
    paused = !paused;
    [pause.textContent, pause.dataset.other] = [pause.dataset.other, pause.textContent];
    close();
    if (paused) state("paused");
    else open();
  }

  // Only the number, and only once a minute: who listens wants to do something else, too.
  function say() {
    if (pulse.dataset.state === "live") {
      document.getElementById("said").textContent = place.querySelector(".now")?.textContent ?? "";
    }
  }

  if (!place) return;
  pause.addEventListener("click", toggle);
  // Nobody looks at a hidden tab, and a browser has six connections for all tabs of a site.
  document.addEventListener("visibilitychange", () => (document.hidden ? close() : open()));
  window.addEventListener("pagehide", close);
  window.addEventListener("pageshow", open);
  setInterval(say, SAID_EVERY_MS);
  open();
})();
