"""A reader who keeps a record of what they do."""

import time

from tests.browser.reading.hands import Hands
from tests.browser.reading.truth import Truth

_LOOK_S = 0.25
#: So long the page may take to notice what was done.
_PATIENCE_S = 10.0
#: Where the article's body begins, how high it is, and how high the viewport is, CSS pixels.
_GEOMETRY = """(() => {
  const { top, height } = document.querySelector('[data-kindly-article],[itemprop=articleBody]')
    .getBoundingClientRect();
  return [top, height, innerHeight];
})()"""

#: What the reader cannot time from outside, where a busy machine makes a driver say half a second late: when
#: the page felt an act, when it lost the reader's attention, and when it had it again.
_NOTEBOOK = """(() => {
  window.notes = [];
  let attentive = true;
  const feel = () => notes.push(["acted", Date.now()]);
  const look = () => {
    const is = !document.hidden && document.hasFocus();
    if (is !== attentive) notes.push([is ? "returned" : "left", Date.now()]);
    attentive = is;
  };
  for (const type of ["scroll", "wheel", "keydown", "pointerdown", "pointermove", "touchmove"])
    addEventListener(type, feel, { capture: true, passive: true });
  for (const type of ["focus", "blur", "visibilitychange"]) addEventListener(type, look);
  addEventListener("pagehide", () => { localStorage.left = Date.now() });
})()"""


class Reader:
    """Acts with `hands`, has the page note each act for `truth`, and looks around while time passes."""

    def __init__(self, hands: Hands, url: str) -> None:
        self._hands = hands
        self._url = url
        self.truth = Truth()

    def open(self) -> None:
        self._hands.go(self._url)
        self._hands.js(_NOTEBOOK)
        entry = "performance.getEntriesByType('navigation')[0]"
        opened_ms = self._hands.js(f"performance.timeOrigin + {entry}.domContentLoadedEventStart")
        self.truth.note("opened", float(opened_ms) / 1000)

    def leave(self) -> None:
        """Go on to another page."""
        self._look()
        self._copy()
        self._hands.go(self._url.rsplit("/", 1)[0] + "/elsewhere")
        # A page stays until the next one has arrived, on a busy machine half a second after its first byte.
        self.truth.note("left", float(self._hands.js("Number(localStorage.left)")) / 1000)

    def rest(self, seconds: float) -> None:
        """Do nothing for so long."""
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0:
            self._look()
            time.sleep(min(left, _LOOK_S))

    def scroll(self, pixels: int, times: int = 1, pause: float = 0.6) -> None:
        for _ in range(times):
            self._hands.wheel(pixels)
            self.rest(pause)

    def press(self, key: str, pause: float = 0.8) -> None:
        self._hands.press(key)
        self.rest(pause)

    def swipe(self, pixels: int, pause: float = 0.8) -> None:
        self._hands.swipe(pixels)
        self.rest(pause)

    def point(self, x: int, y: int, pause: float = 0.8) -> None:
        self._hands.point(x, y)
        self.rest(pause)

    def play(self, seconds: float) -> None:
        """Start the page's player by hand and listen; then stop it the same way."""
        self._hands.click(50, 50)
        self.rest(seconds)
        self._hands.click(50, 50)
        self._copy("playing", "stopped")

    def hide(self, seconds: float) -> None:
        """Look at another tab, and come back."""
        self._hands.hide()
        time.sleep(seconds)
        self._hands.back()
        self._copy("left", "returned")

    def blur(self, seconds: float) -> None:
        """Look at another window beside this one, and come back."""
        self._hands.blur()
        time.sleep(seconds)
        self._hands.back()
        self._copy("left", "returned")

    def _copy(self, *expected: str) -> None:
        """Note what the page's notebook says has happened since the last time, and when.

        Besides acts that is `expected`, which may take a moment. A player that had to wait for its file plays
        twice.
        """
        notes: list[tuple[str, float]] = []
        until = time.monotonic() + _PATIENCE_S
        while True:
            notes += self._hands.js("notes.splice(0)")
            happened = tuple(dict.fromkeys(what for what, _ in notes if what != "acted"))
            if happened == expected or time.monotonic() > until:
                break
            time.sleep(_LOOK_S)
        assert happened == expected
        for what, at_ms in notes:
            self.truth.note(what, at_ms / 1000)

    def _look(self) -> None:
        self.truth.saw(*self._hands.js(_GEOMETRY))
