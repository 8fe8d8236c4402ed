import msgspec
import pytest

from dashboards.dates import preset
from dashboards.pages.articles import articles, title_of
from tests.dashboards.fakes import SITE, TODAY, TOTALS, FakeMetrics, ask, some_titles


@pytest.mark.parametrize(
    ("path", "titles", "title"),
    [
        ("/a", {"/a": "A title"}, "A title"),
        ("/a", {}, "/a"),
        ("/a", {"/a": " \n "}, "/a"),
        ("/a", {"/a": "two\nlines"}, "two lines"),
        ("", {}, "/"),
    ],
)
def test_an_article_always_has_a_name(path: str, titles: dict[str, str], title: str) -> None:
    assert title_of(path, titles) == title


@pytest.mark.parametrize(
    ("origins", "path", "href"),
    [
        (("https://news.test", "https://m.news.test"), "/a", "https://news.test/a"),
        (("https://news.test",), ".evil.test/a", None),
        (("https://news.test",), "", None),
        (("javascript:alert(1)",), "/a", None),
        ((), "/a", None),
    ],
)
def test_a_link_leads_to_the_site_or_nowhere(origins: tuple[str, ...], path: str, href: str | None) -> None:
    question = ask(FakeMetrics(), preset("7d", TODAY))
    site = msgspec.structs.replace(SITE, origins=origins)
    assert msgspec.structs.replace(question, site=site).link(path) == href


async def test_the_most_viewed_has_the_longest_bar() -> None:
    question = msgspec.structs.replace(ask(FakeMetrics(), preset("7d", TODAY)), titles=some_titles)
    line = (await articles(question)).context["lines"][0]
    assert (line.title, line.views, line.share, line.block_rate) == ("Титул", "1,234", 100, "25%")


async def test_a_rate_of_too_few_views_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(TOTALS, "concluded_views", 12)
    line = (await articles(ask(FakeMetrics(), preset("7d", TODAY)))).context["lines"][0]
    assert (line.block_rate, line.few) == ("too few", True)
