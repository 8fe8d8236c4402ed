"""Ad slots in both engines: what was seen, filled, and viewable by the MRC's rule, as the beacons tell it."""

import time
from collections.abc import Iterator
from typing import NamedTuple

import pytest

from tests.browser.newsroom import Newsroom
from tests.browser.origin import Origin, html
from tests.browser.pages import TAG, article
from tests.browser.reading.hands import ENGINES, Hands
from tests.browser.views import detected, views

pytestmark = pytest.mark.browser

#: A slot is looked at each second; then its ad has to be in view for one more.
LONG_ENOUGH_S = 2.6
FRAME = '<iframe srcdoc="<p>An ad" width="300" height="250" style="border:0"></iframe>'
OWN = FRAME.replace('srcdoc="<p>An ad"', 'src="/slots/ad"')
IMAGE = (
    """<img width="300" height="250" src="data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg'/>">"""
)
#: Room before and after, so that a slot can be scrolled to and away from.
SCREENS = '<div style="height:150vh"></div>'

FIRST = "document.querySelector('[data-kindly-slot]')"
SEE = f"void {FIRST}.scrollIntoView({{ block: 'center' }})"
TOP = "void scrollTo(0, 0)"
FILL = f"void ({FIRST}.innerHTML = {FRAME!r})"
ADD = f"void {FIRST}.after(Object.assign({FIRST}.cloneNode(true), {{ id: 'later' }}))"
#: 1.4 s altogether, never one second without a break.
GLIMPSES = f"""(async () => {{
  const pause = () => new Promise((done) => setTimeout(done, 350));
  for (let times = 0; times < 4; times++) {{
    {SEE};
    await pause();
    {TOP};
    await pause();
  }}
}})()"""

Counts = tuple[int, int, int]


class Case(NamedTuple):
    """A page, and what its reader does (an expression): after each act the beacon has these counts.

    They are slots seen, impressions, and viewable impressions.
    """

    body: str
    acts: tuple[tuple[str, Counts], ...]
    head: str = TAG


def slot(ad: str = FRAME, mark: str = "data-kindly-slot", *, width: int = 300, height: int = 250) -> str:
    return f'<div {mark} style="width:{width}px;height:{height}px">{ad}</div>'


def seen(body: str, *counts: Counts, head: str = TAG) -> Case:
    """A page on which time passes."""
    return Case(body, tuple(("0", found) for found in counts), head)


def peeping(height: int, share: float, width: int) -> str:
    """A filled slot of which that share looks over the lower edge of the window."""
    space = f'<div style="height:calc(100vh - {height * share:g}px)"></div>'
    return space + slot(width=width, height=height) + SCREENS


CASES = {
    "frame": seen(slot(), (1, 1, 1)),
    "frame-of-its-own-origin": seen(slot(OWN), (1, 1, 1)),
    "image": seen(slot(IMAGE), (1, 1, 1)),
    "adsense": seen(
        f'<ins class="adsbygoogle" style="display:block;width:300px;height:250px">{FRAME}</ins>', (1, 1, 1)
    ),
    "gpt": seen(slot(mark='id="div-gpt-ad-1"'), (1, 1, 1)),
    "gpt-in-a-marked-slot": seen(slot(slot(mark='id="div-gpt-ad-1"')), (1, 1, 1)),
    "selector-of-the-publishers": seen(
        slot(mark='class="our-slot"') * 2 + slot(),
        (2, 2, 2),
        head=TAG.replace("data-site", 'data-slots=".our-slot" data-site'),
    ),
    "empty": seen(slot(""), (1, 0, 0)),
    "collapsed-frame": seen(slot(FRAME.replace('"250"', '"1"')), (1, 0, 0)),
    "hidden-frame": seen(slot(FRAME.replace("border:0", "display:none")), (1, 0, 0)),
    "counting-pixel": seen(slot(IMAGE.replace('"300"', '"1"').replace('"250"', '"1"')), (1, 0, 0)),
    "one-of-two": seen(slot() + slot(""), (2, 1, 1)),
    "filled-later": Case(slot(""), (("0", (1, 0, 0)), (FILL, (1, 1, 1)))),
    "added-later": Case(slot(), (("0", (1, 1, 1)), (ADD, (2, 2, 2)))),
    "below-the-fold": Case(SCREENS + slot() + SCREENS, (("0", (1, 1, 0)), (SEE, (1, 1, 1)))),
    "glimpses": Case(SCREENS + slot() + SCREENS, ((GLIMPSES, (1, 1, 0)), (SEE, (1, 1, 1)))),
    "refreshed": Case(slot(), (("0", (1, 1, 1)), (FILL, (1, 2, 2)))),
    "refreshed-out-of-view": Case(
        slot() + SCREENS * 2,
        (("0", (1, 1, 1)), ("void scrollTo(0, innerHeight)", (1, 1, 1)), (FILL, (1, 2, 1)), (TOP, (1, 2, 2))),
    ),
    "not-refreshed": seen(slot(), (1, 1, 1), (1, 1, 1)),
    "half-of-a-small-slot": seen(peeping(485, 0.55, 499), (1, 1, 1)),
    "less-than-half-of-a-small-slot": seen(peeping(485, 0.4, 499), (1, 1, 0)),
    "a-third-of-a-large-slot": seen(peeping(485, 0.4, 500), (1, 1, 1)),
    "less-of-a-large-slot": seen(peeping(485, 0.25, 500), (1, 1, 0)),
}


@pytest.fixture(scope="module", params=ENGINES)
def engine(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def hands(site: Origin, engine: str) -> Iterator[Hands]:
    site.pages["/slots/ad"] = html("<p>An ad")
    with ENGINES[engine](site.port) as made:
        yield made


def _told(site: Origin, hands: Hands, path: str) -> Counts:
    """What the view's last beacon says after a while: the one that leaves when the reader looks away."""
    time.sleep(LONG_ENOUGH_S)
    before = len(site.beacons(path))
    hands.hide()
    site.wait_for(lambda: len(site.beacons(path)) > before, "a beacon on hiding")
    (view,) = views(site, path)
    hands.back()
    seen, impressions, viewable = view["i"]
    return seen, impressions, viewable


@pytest.mark.parametrize("case", CASES)
def test_slots_are_told(site: Origin, news: Newsroom, hands: Hands, engine: str, case: str) -> None:
    path = f"/slots/{case}/{engine}"
    body, acts, head = CASES[case]
    site.pages[path] = article(body + SCREENS, head=head)
    hands.go(news.url(path))
    detected(site, path)
    told = []
    for act, _ in acts:
        hands.js(act)
        told.append(_told(site, hands, path))
    assert told == [counts for _, counts in acts]


def test_a_slot_without_height_is_filled(site: Origin, news: Newsroom, hands: Hands, engine: str) -> None:
    """Ad servers' containers have no height until an ad comes."""
    path = f"/slots/without-height/{engine}"
    site.pages[path] = article(f"<div data-kindly-slot></div>{SCREENS}")
    hands.go(news.url(path))
    detected(site, path)
    assert _told(site, hands, path) == (1, 0, 0)
    hands.js(FILL)
    assert _told(site, hands, path) == (1, 1, 1)
