"""A simulation's numbers as people read them."""

import msgspec
import pytest

from service.admin.simulator_words import costs, devices, how_often, main_figures, margin, number, sections
from service.appeals.simulate import Asks, Bounds, Cell, Simulation

NONE = Asks(
    readers=Bounds(0, 0, 0),
    shown=Bounds(0, 0, 0),
    own=0,
    blocked=0,
    held=0,
    often=(),
    burden=0,
    walled=0,
    walled_s=0,
    walled_slots=0,
)


def asks(readers: float = 0, shown: float = 0, **fields: object) -> Asks:
    counts = {"readers": Bounds(readers, readers, readers), "shown": Bounds(shown, shown, shown)}
    return msgspec.structs.replace(NONE, **(counts | fields))


def result(
    draft: Asks = NONE, live: Asks = NONE, one_in: int = 1, cells: tuple[Cell, ...] = ()
) -> Simulation:
    return Simulation(
        days=10,
        one_in=one_in,
        sampled=500,
        views=1_000,
        blocked=200,
        draft=draft,
        live=live,
        devices=cells,
        sections=cells,
    )


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "0"),
        (0.01, "< 0.1"),
        (0.05, "0.1"),
        (1, "1"),
        (1.26, "1.3"),
        (9.94, "9.9"),
        (9.96, "10"),
        (1_234.5, "1,234"),
        (1_234_567.8, "1,234,568"),
    ],
)
def test_numbers_are_as_exact_as_they_are_large(value: float, text: str) -> None:
    assert number(value) == text


def test_the_longest_bar_is_that_of_the_larger_number() -> None:
    found = main_figures(result(asks(40, 80), asks(10, 20)))[0]
    assert (found.draft.bar, found.live.bar) == (100, 25)


def test_shares_have_bars_of_their_own_length() -> None:
    found = {one.label: one for one in main_figures(result(asks(40, 80, blocked=50), asks(10, 20)))}
    every, blocked = found["Of all page views"], found["Of blocked page views"]
    assert (every.draft.text, every.draft.bar, every.live.text) == ("8 %", 8, "2 %")
    assert (blocked.draft.text, blocked.live.bar) == ("25 %", 0)


@pytest.mark.parametrize(
    ("bounds", "note"),
    [(Bounds(5, 5, 5), ""), (Bounds(1.2, 5, 5), "1.2 to 5"), (Bounds(0, 0, 2_000), "0 to 2,000")],
)
def test_bounds_are_told_where_they_say_more(bounds: Bounds, note: str) -> None:
    found = main_figures(result(msgspec.structs.replace(NONE, readers=bounds)))[0]
    assert (found.draft.note, found.live.note) == (note, "")


@pytest.mark.parametrize(
    ("draft", "live", "labels"),
    [
        ((), (), []),
        (((1, 5.0),), (), ["Once"]),
        ((), ((2, 5.0),), ["Once", "Twice"]),
        (((1, 9.0), (7, 1.0)), ((1, 5.0),), ["Once", "Twice", "3 times", "4 times or more"]),
    ],
)
def test_how_often_is_told_as_far_as_it_goes(draft: object, live: object, labels: list[str]) -> None:
    assert [one.label for one in how_often(result(asks(often=draft), asks(often=live)))] == labels


def test_four_times_or_more_are_one_line() -> None:
    last = how_often(result(asks(often=((4, 2.0), (5, 3.0), (90, 1.0)))))[-1]
    assert (last.draft.text, last.live.text) == ("6", "0")


def test_burden_is_of_a_thousand_views_and_walls_are_told_where_there_are_some() -> None:
    without = costs(result(asks(burden=300)))
    assert ([one.label for one in without], without[0].draft.text) == (["Burden", "Behind a wall"], "300")
    walled = costs(result(asks(walled=5, walled_s=7_200, walled_slots=3)))
    assert [one.draft.text for one in walled] == ["0", "5", "2", "3"]


def test_devices_have_their_names_and_shares() -> None:
    found = devices(result(cells=(Cell("tv", 100, 25, 10, 1), Cell("odd", 50, 0, 5, 0))))
    assert [one.label for one in found] == ["TV", "odd"]
    assert found[0].more == "100 page views a day, 25 % blocked"
    assert (found[0].draft.note, found[0].live.bar, found[1].draft.bar) == ("10 % of its views", 10, 50)


def test_sections_beyond_the_twelfth_are_one_line() -> None:
    cells = tuple(Cell(f"s{n}" if n else "", 100 - n, 10, 2, 1) for n in range(15))
    found = sections(result(cells=cells))
    assert (len(found), found[0].label, found[-1].label) == (13, "Without a section", "3 other sections")
    assert (found[-1].draft.text, found[-1].more) == ("6", "261 page views a day, 11 % blocked")


@pytest.mark.parametrize(
    ("readers", "one_in", "told"),
    [(100, 1, ""), (0, 50, ""), (500, 50, "± 20 %"), (50_000, 50, "± 2 %")],
)
def test_chance_moves_small_counts_more(readers: float, one_in: int, told: str) -> None:
    assert margin(result(asks(readers), one_in=one_in)) == told
