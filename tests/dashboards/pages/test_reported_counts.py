"""Reports beside views: whose they are, which days they are of, and what may be asked."""

from typing import Any

import msgspec
import pytest

from dashboards.pages.ask import Ask
from dashboards.pages.reported_counts import Counts, bounds, counted, total
from service.catalog.corrections import ArticleCorrections, Correction
from service.metrics.query import QueryError
from tests.dashboards.shelf import Rows, article, asking

HOUR = 3_600_000


class Told:
    """What readers reported, whenever they did."""

    def __init__(self, *found: ArticleCorrections, opened: int = 0) -> None:
        self.found, self.opened = list(found), opened
        self.asked: list[tuple[int, int]] = []

    async def correction_counts(self, _site: str, first_ms: int, last_ms: int) -> list[ArticleCorrections]:
        self.asked.append((first_ms, last_ms))
        return self.found

    async def open_corrections(self, _site: str, _article: str) -> list[Correction]:
        return [None] * self.opened  # type: ignore[list-item]


A = ArticleCorrections(article="/a", reports=6, corrections=2, fix_ms=(HOUR, 3 * HOUR))
B = ArticleCorrections(article="/b", reports=1, corrections=1)
ARTICLES = (
    article("/a", section="World", authors=("Ann", "Bo")),
    article("/b", section="Town", authors=("Ann",)),
)
VIEWS = Rows(
    {
        (): [((), {"views": 20_000})],
        ("section",): [(("World",), {"views": 10_000}), (("Sport",), {"views": 5_000})],
        ("author",): [(("Ann",), {"views": 12_000})],
        ("article",): [(("/a",), {"views": 10}), (("/c",), {"views": 99})],
    }
)


def question(*found: ArticleCorrections, editor: bool = True, opened: int = 0, **shown: Any) -> Ask:
    ask = asking(VIEWS, *ARTICLES, page="reported", **shown)
    return msgspec.structs.replace(ask, reports=Told(*found, opened=opened), editor=editor)


@pytest.mark.parametrize(
    ("dimension", "found"),
    [
        (
            "section",
            {"World": Counts(6, 2, A.fix_ms, 10_000), "Sport": Counts(views=5_000), "Town": Counts(1, 1)},
        ),
        ("author", {"Ann": Counts(7, 3, A.fix_ms, 12_000), "Bo": Counts(6, 2, A.fix_ms)}),
        ("article", {"/a": Counts(6, 2, A.fix_ms, 10), "/c": Counts(views=99), "/b": Counts(1, 1)}),
    ],
)
async def test_reports_count_where_their_article_does(dimension: str, found: dict[str, Counts]) -> None:
    assert await counted(question(A, B), dimension) == found


async def test_an_unknown_article_has_no_section_and_no_author() -> None:
    ask = question(ArticleCorrections(article="/new", reports=2))
    assert (await counted(ask, "section"))[""] == Counts(2)
    assert set(await counted(ask, "author")) == {"Ann"}


@pytest.mark.parametrize(
    ("filters", "reports"),
    [
        ((), 7),
        ((("is", "article", ("/b",)),), 1),
        ((("is", "section", ("World",)),), 6),
        ((("is_not", "section", ("World",)),), 1),
        ((("contains", "section", ("OWN",)),), 1),
        ((("is", "author", ("Bo",)),), 6),
        ((("is", "author", ("Ann",)), ("is", "section", ("Town",))), 1),
    ],
)
async def test_filters_narrow_reports_too(filters: Any, reports: int) -> None:
    assert (await total(question(A, B, filters=filters))).reports == reports


@pytest.mark.parametrize(
    ("filters", "editor"), [((("is", "device", ("phone",)),), True), ((("is", "author", ("Ann",)),), False)]
)
async def test_what_is_not_known_or_not_meant_for_all_is_not_told(filters: Any, editor: bool) -> None:
    with pytest.raises(QueryError):
        await total(question(A, editor=editor, filters=filters))


@pytest.mark.parametrize(
    ("counts", "rate", "hours"),
    [
        (Counts(), None, None),
        (Counts(5, 1, (HOUR,), 29), None, 1.0),
        (Counts(5, 1, (HOUR, 2 * HOUR, 9 * HOUR), 10_000), 5.0, 2.0),
        (Counts(0, 0, (HOUR, 2 * HOUR), 30), 0.0, 1.5),
    ],
)
def test_rates_need_views_and_medians_need_fixes(
    counts: Counts, rate: float | None, hours: float | None
) -> None:
    assert (counts.rate, counts.median_h) == (rate, hours)


def test_days_are_the_sites() -> None:
    first, last = bounds(question(days="today"))
    # 23 November in Kyiv, two hours before UTC.
    assert (first, last) == (1_763_848_800_000, 1_763_935_199_999)
