import msgspec
import pytest

from dashboards.dates import preset
from dashboards.pages.articles import most_viewed, title_of
from tests.dashboards.fakes import SITE, TODAY, FakeMetrics, ask, some_titles


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
    panel = await most_viewed(question)
    assert panel.table
    assert (panel.table.rows[0][:3], panel.context["shares"][0]) == (("Титул", 1_234, 0.25), 100)
