import pytest

from dashboards.numbers import Numbers, numbers_for

ENGLISH = numbers_for("en")
UKRAINIAN = numbers_for("uk-UA,uk;q=0.9,en;q=0.5")


@pytest.mark.parametrize(
    ("header", "count"),
    [
        ("", "12,431"),
        ("en-GB", "12,431"),
        ("uk-UA,uk;q=0.9", "12\u00a0431"),
        ("de-AT;q=1", "12.431"),
        ("de-CH", "12’431"),
        ("xx-klingon", "12,431"),
        ("*", "12,431"),
        (";;,,=", "12,431"),
    ],
)
def test_a_count_is_written_as_its_reader_writes_it(header: str, count: str) -> None:
    assert numbers_for(header).count(12_431) == count


@pytest.mark.parametrize(
    ("numbers", "share", "text"),
    [
        (ENGLISH, 0.2345, "23.4%"),
        (UKRAINIAN, 0.2345, "23,4\u00a0%"),
        (ENGLISH, 0, "0.0%"),
        (ENGLISH, 1, "100.0%"),
        (ENGLISH, None, "–"),
    ],
)
def test_a_share_is_per_cent(numbers: Numbers, share: float | None, text: str) -> None:
    assert numbers.percent(share) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "0 s"),
        (41.4, "41 s"),
        (59.6, "1 min 00 s"),
        (65, "1 min 05 s"),
        (86_400, "1,440 min 00 s"),
        (None, "–"),
    ],
)
def test_seconds_are_minutes_when_there_are_enough(value: float | None, text: str) -> None:
    assert ENGLISH.seconds(value) == text


@pytest.mark.parametrize(("per_cent", "text"), [(63.2, "63%"), (100, "100%"), (None, "–")])
def test_a_depth_is_per_cent_already(per_cent: float | None, text: str) -> None:
    assert ENGLISH.depth(per_cent) == text


@pytest.mark.parametrize(("numbers", "separators"), [(ENGLISH, ".,"), (UKRAINIAN, ",\u00a0")])
def test_figures_get_both_marks(numbers: Numbers, separators: str) -> None:
    assert numbers.separators == separators


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.414, "0.41 EUR"),
        (-0.05, "−0.05 EUR"),
        (999.99, "999.99 EUR"),
        (12_345.6, "12,346 EUR"),
        (0, "0.00 EUR"),
        (None, "–"),
        (float("inf"), "–"),
    ],
)
def test_money(value: float | None, text: str) -> None:
    assert Numbers().money(value, "EUR").replace("\u00a0", " ") == text


@pytest.mark.parametrize(
    ("share", "text"), [(0.021, "+2.1%"), (-0.021, "−2.1%"), (0, "0.0%"), (None, "–"), (float("-inf"), "–")]
)
def test_a_change_has_its_sign(share: float | None, text: str) -> None:
    assert Numbers().change(share) == text
