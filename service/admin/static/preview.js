// Shows the appeal of this page at once, and tells nobody of it.
"use strict";
const appeal = JSON.parse(document.getElementById("appeal").textContent);
const kept = localStorage.kindly;
// What this device remembers of the service's own address stays as it is.
if (kept) appeal.keep = { shown: kept, dismissed: kept, allowed: kept };
const script = document.createElement("script");
script.kindly = {
  appeal,
  from: location.origin,
  tell() {},
  look: () => ({ t: performance.timeOrigin, b: "requests", e: 9e6, d: 100, z: true }),
  test: (answer) => setTimeout(() => answer({ b: "requests" }), 600),
};
script.src = "/k/appeal.js";
document.head.append(script);
if (appeal.form === "inline") setTimeout(() => scrollTo(0, document.documentElement.scrollHeight), 600);
