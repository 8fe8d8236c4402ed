import pytest

from dashboards.dates import preset
from dashboards.figures.blockers import Bar
from dashboards.numbers import Numbers
from dashboards.pages.rates import MOST, MOST_ROWS, by, rate_table, read_bars, shortened
from service.metrics.query import Row
from tests.dashboards.fakes import LABELS, NOTHING, TODAY, FakeMetrics, ask

WEEK = preset("7d", TODAY)


@pytest.mark.parametrize(
    ("rows", "bars"),
    [
        ([], []),
        (
            [Row(("Chrome", "none"), (90,)), Row(("Chrome", "dns"), (10,))],
            [Bar("Chrome", 100, {"dns": 10}, "Chrome")],
        ),
        ([Row(("Chrome", "tracking_protection"), (90,))], [Bar("Chrome", 90, {}, "Chrome")]),
        ([Row(("Chrome", "not_run"), (0,))], []),
        ([Row(("", "none"), (3,)), Row((None, "none"), (4,))], [Bar("not known", 7, {})]),
        (
            [Row(("tv", "none"), (1,)), Row(("phone", "none"), (2,))],
            [Bar("Phone", 2, {}, "phone"), Bar("TV", 1, {}, "tv")],
        ),
    ],
)
def test_rows_become_bars(rows: list[Row], bars: list[Bar]) -> None:
    assert read_bars(rows, "device") == bars


@pytest.mark.parametrize(
    ("dimension", "key", "name"),
    [
        ("country", "UA", "Ukraine"),
        ("channel", "ai", "AI assistants"),
        ("country", "", "not known"),
        ("section", "iPhone", "iPhone"),
    ],
)
def test_a_bar_has_the_words_of_its_value(dimension: str, key: str, name: str) -> None:
    (bar,) = read_bars([Row((key, "none"), (1,))], dimension)
    assert (bar.name, bar.key) == (name, key)


@pytest.mark.parametrize(
    ("count", "names"),
    [(0, []), (2, ["0", "1"]), (3, ["0", "1", "2"]), (4, ["0", "1", "2 others"])],
)
def test_others_are_one_bar(count: int, names: list[str]) -> None:
    assert [bar.name for bar in shortened([Bar(str(n), 1, {}) for n in range(count)], 2, Numbers())] == names


def test_others_are_the_sum_of_them() -> None:
    bars = [Bar(str(n), 10, {"dns": n}, str(n)) for n in range(4)]
    assert shortened(bars, 1, Numbers())[1] == Bar(
        "3 others", 30, {"requests": 0, "cosmetic": 0, "dns": 6}, ""
    )


async def test_ten_thousand_sections_are_ten_bars_and_others(monkeypatch: pytest.MonkeyPatch) -> None:
    names: list[tuple[str, ...]] = [(f"section {n}", "requests") for n in range(10_000)]
    monkeypatch.setitem(LABELS, ("section", "blocker"), names)
    panel = await by("section", "Section")(ask(FakeMetrics(), WEEK))
    ticks = panel.context["figure"]["layout"]["yaxis"]["ticktext"]
    assert (len(ticks), ticks[-1]) == (MOST + 1, "9,990 others")
    assert panel.table
    assert len(panel.table.rows) == MOST_ROWS + 1


def test_the_page_is_filtered_by_a_row_but_not_by_others() -> None:
    table = rate_table("section", "Section", [Bar("World", 50, {}, "World"), Bar("2 others", 50, {})])
    assert (table.dimension, table.keys) == ("section", ("World", ""))


@pytest.mark.parametrize(
    ("bar", "row"),
    [
        (Bar("TV", 29, {"dns": 3}), ("TV", pytest.approx(3 / 29), None, None, 0, 0, 3, 29)),
        (
            Bar("TV", 263, {"dns": 81}),
            (
                "TV",
                pytest.approx(0.308, abs=1e-3),
                pytest.approx(0.255, abs=1e-3),
                pytest.approx(0.366, abs=1e-3),
                0,
                0,
                81,
                263,
            ),
        ),
    ],
)
def test_a_row_tells_its_likely_range(bar: Bar, row: tuple[object, ...]) -> None:
    assert rate_table("device", "Device", [bar]).rows[0] == row


async def test_without_answers_there_is_no_figure() -> None:
    assert (await by("os", "System")(ask(FakeMetrics(NOTHING), WEEK))).context["figure"] is None
