"""What a page says of its article, in both engines: asked for once, in the catalog and in each view."""

import datetime as dt
import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from service.catalog.database import FILE_NAME
from tests.browser.newsroom import SITE, Newsroom, newsroom
from tests.browser.origin import Origin, origin
from tests.browser.pages import TAG, article, text
from tests.browser.reading.hands import ENGINES, Hands
from tests.browser.views import detected, rest, views

pytestmark = pytest.mark.browser

WORDS = 120
ARTICLE = {
    "@type": "NewsArticle",
    "headline": "Ferry chain parts mid-river",
    "articleSection": "City",
    "author": [{"@type": "Person", "name": "A. Reporter"}, {"@type": "Person", "name": "B. Writer"}],
    "datePublished": "2026-11-02T09:30:00+02:00",
    "keywords": ["ferry", "river"],
}
IN_A_GRAPH = {
    "@graph": [
        {"@type": "WebSite", "headline": "The Ferry Bell"},
        {**ARTICLE, "author": ["A. Reporter", "B. Writer"], "keywords": "ferry, river"},
    ]
}
OPEN_GRAPH = """<meta property="og:title" content="Ferry chain parts mid-river">
<meta property="article:section" content="City">
<meta name="author" content="A. Reporter"><meta name="author" content="B. Writer">
<meta property="article:tag" content="ferry"><meta property="article:tag" content="river">
<meta property="article:published_time" content="2026-11-02T09:30:00+02:00">"""
#: What JSON-LD has to win against.
FOR_SHARING = """<meta property="og:title" content="You will not believe this ferry">
<meta property="article:section" content="Front page"><meta name="author" content="The desk">
<meta property="article:tag" content="news">
<meta property="article:published_time" content="2026-11-05T00:00:00Z">"""
#: The catalog's columns, however the page told them.
KEPT = {
    "title": "Ferry chain parts mid-river",
    "section": "City",
    "authors": ["A. Reporter", "B. Writer"],
    "tags": ["ferry", "river"],
    "published_at": int(dt.datetime(2026, 11, 2, 7, 30, tzinfo=dt.UTC).timestamp() * 1000),
    "words": WORDS,
    "language": "en",
}
_JSON_COLUMNS = ("authors", "tags")


def structured(thing: dict[str, Any]) -> str:
    document = {"@context": "https://schema.org", **thing}
    return f'<script type="application/ld+json">{json.dumps(document)}</script>'


HEADS = {
    "json-ld": FOR_SHARING + structured(ARTICLE),
    "json-ld-graph": structured({"@type": "BreadcrumbList"}) + structured(IN_A_GRAPH),
    "open-graph": OPEN_GRAPH,
    "open-graph-beside-broken-json-ld": f'<script type="application/ld+json">{{</script>{OPEN_GRAPH}',
}


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("metadata")


@pytest.fixture(scope="module")
def news(data: Path) -> Iterator[Newsroom]:
    """A service of this module's own, whose catalog can be looked into."""
    with newsroom(data) as found:
        yield found


@pytest.fixture(scope="module")
def site(news: Newsroom) -> Iterator[Origin]:
    with origin(news.port) as running:
        yield running


@pytest.fixture(scope="module", params=ENGINES)
def engine(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def hands(site: Origin, engine: str) -> Iterator[Hands]:
    with ENGINES[engine](site.port) as made:
        yield made


def _kept(data: Path, path: str) -> dict[str, Any]:
    """An article as the catalog has it; nothing while it has not."""
    with closing(sqlite3.connect(f"file:{data / FILE_NAME}?mode=ro", uri=True)) as catalog:
        catalog.row_factory = sqlite3.Row
        row = catalog.execute("SELECT * FROM article WHERE site = ? AND path = ?", (SITE, path)).fetchone()
    if row is None:
        return {}
    return {name: json.loads(row[name]) if name in _JSON_COLUMNS else row[name] for name in KEPT}


def _wait_for_rows(site: Origin, news: Newsroom, path: str, by: tuple[str, ...], rows: list[Any]) -> None:
    """Until an article's views are told so: open ones are shown within two seconds."""
    where = (("is", "article", (path,)),)
    site.wait_for(lambda: news.query("views", by=by, where=where) == rows, f"{rows} of {path}")


def _scripts(hands: Hands) -> list[str]:
    """What the page has loaded; the requests do not tell, as browsers keep the tag's files."""
    return list(hands.js("[...document.scripts].map(({ src }) => src && new URL(src).pathname)"))


@pytest.mark.parametrize("kind", HEADS)
def test_metadata_is_stored(
    site: Origin, news: Newsroom, data: Path, hands: Hands, engine: str, kind: str
) -> None:
    path = f"/metadata/{kind}/{engine}"
    site.pages[path] = article(text(WORDS, 3000), title="The Ferry Bell", head=HEADS[kind] + TAG)
    hands.go(news.url(path))
    site.wait_for_beacon(path, lambda beacon: "m" in beacon)
    assert "/k/page.js" in _scripts(hands)
    assert [sent.status for sent in site.sent(path)[:2]] == [200, 204]
    site.wait_for(lambda: _kept(data, path), f"{path} in the catalog")
    assert _kept(data, path) == KEPT
    _wait_for_rows(site, news, path, ("section", "article_language"), [(("City", "en"), (1,))])
    _wait_for_rows(site, news, path, ("author",), [(("A. Reporter",), (1,)), (("B. Writer",), (1,))])


def test_a_second_view_is_not_asked(site: Origin, news: Newsroom, hands: Hands, engine: str) -> None:
    """Within ten minutes what the first one told is enough, and the second has the same story."""
    path = f"/metadata/again/{engine}"
    site.pages[path] = article(text(WORDS, 3000), head=structured(ARTICLE) + TAG)
    hands.go(news.url(path))
    told = site.wait_for_beacon(path, lambda beacon: "m" in beacon)
    site.wait_for(lambda: site.sent(path)[1:], "an answer to it")
    hands.go(news.url(path))
    detected(site, path, 2)
    rest()
    assert "/k/page.js" not in _scripts(hands)
    second = [beacon for beacon in site.beacons(path) if beacon["v"] != told["v"]]
    assert not any("m" in beacon for beacon in second)
    assert {sent.status for sent in site.sent(path) if sent.beacon in second} == {204}
    _wait_for_rows(site, news, path, ("section", "article_language"), [(("City", "en"), (2,))])


STORY = (
    "At six in the morning the ferry’s chain parted in the middle of the river.",
    "Nobody was hurt; the bell of the northern landing was rung until the tug had come.",
)
#: Marks, spaces and mark-up may differ from those in the page.
PLAIN = "\n\n".join(STORY).replace("’", "'")
TEXT_PX, WHOLE_PX, TITLE_PX = 1800, 6000, 200
BODY = """<article{mark} style="height:{whole}px"><h1 style="height:{title}px">Ferry chain parts</h1>
<div id="text" style="height:{text}px"><p>{story}</p></div>
<aside><p>{teaser}</p></aside></article>"""
#: What JSON-LD says of the text, how the page marks its body, and the element whose depth is measured.
HINTS = {
    "hinted": (PLAIN, "", "#text"),
    "marked": (PLAIN, " data-kindly-article", "article"),
    "of-another-text": (PLAIN.upper(), "", "article"),
    "not-hinted": (None, "", "article"),
}


def _leave_for_a_moment(site: Origin, hands: Hands, path: str) -> Any:
    """The view's last beacon: the one that leaves when the reader looks away."""
    rest()
    before = len(site.beacons(path))
    hands.hide()
    site.wait_for(lambda: len(site.beacons(path)) > before, "a beacon on hiding")
    hands.back()
    (view,) = views(site, path)
    return view


@pytest.mark.parametrize("kind", HINTS)
def test_depth_is_of_the_text_that_json_ld_holds(
    site: Origin, news: Newsroom, hands: Hands, engine: str, kind: str
) -> None:
    path = f"/metadata/hints/{kind}/{engine}"
    hint, mark, measured = HINTS[kind]
    body = BODY.format(
        mark=mark, whole=WHOLE_PX, title=TITLE_PX, text=TEXT_PX, story="</p><p>".join(STORY), teaser=STORY[0]
    )
    head = structured({**ARTICLE, **({"articleBody": hint} if hint else {})})
    site.pages[path] = article(body, head=head + TAG)
    hands.go(news.url(path))
    site.wait_for_beacon(path, lambda beacon: "m" in beacon)
    first = _leave_for_a_moment(site, hands, path)
    visible_px = hands.js(f"innerHeight - document.querySelector('{measured}').getBoundingClientRect().top")
    height_px = TEXT_PX if measured == "#text" else WHOLE_PX
    assert first["d"] == pytest.approx(100 * visible_px / height_px, abs=1)
    hands.js("void document.querySelector('#text').scrollIntoView({ block: 'end' })")
    last = _leave_for_a_moment(site, hands, path)
    reached_px = TEXT_PX if measured == "#text" else TITLE_PX + TEXT_PX
    assert last["d"] == pytest.approx(100 * reached_px / height_px, abs=1)
    assert last["z"] == (measured == "#text")
