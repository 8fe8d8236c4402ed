"""What joins what: places that overlap, also after an edit, and reports that say the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.corrections.cluster import alike, joined, overlap, plain
from tests.service.corrections.quotes import Quote, quoted

ARTICLE = (
    "The bridge over the river was built in 1936 by the city, and the ferry went on for years. On Monday the "
    "mayor, Anna Kovalenko, told reporters that repairs would cost 4.5 million euros and take eleven months. "
    "Drivers are asked to use the southern ring road until then, the police said, while buses will run "
    "every ten minutes. The southern bank, where most shops are, can be reached on foot all the time."
)
EDITED = "New first paragraph. " + ARTICLE.replace("Monday", "Tuesday").replace("every ten minutes", "often")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("1936", "1936", True),
        ("in 1936", "built in 1936 by", True),
        ("built in", "in 1936", True),
        ("1936 by the city", "the city, and the ferry", True),
        ("eleven months", "months. Drivers", True),
        ("1936", "ferry", False),
        ("built in", " 1936", False),
        ("repairs", "police", False),
        ("The bridge", "all the time.", False),
        (ARTICLE[40:300], "eleven months", True),
        (ARTICLE[40:300], "on foot", False),
    ],
)
@pytest.mark.parametrize("side", [100, 60, 30])
def test_overlap(one: str, other: str, same: bool, side: int) -> None:
    first, second = quoted(ARTICLE, one, side), quoted(ARTICLE, other, side)
    assert (overlap(first, second), overlap(second, first)) == (same, same)


@pytest.mark.parametrize("exact", ["1936", "Anna Kovalenko", "4.5 million", "southern ring road", "on foot"])
def test_an_edit_elsewhere_parts_nothing(exact: str) -> None:
    assert overlap(quoted(ARTICLE, exact), quoted(EDITED, exact))


def test_the_same_words_elsewhere_are_another_place() -> None:
    first, second = quoted(ARTICLE, "southern"), quoted(ARTICLE, "southern", nth=1)
    assert not overlap(first, second)
    assert not alike(first, second)


def test_the_same_words_with_the_same_suggestion_are_alike() -> None:
    assert alike(quoted(ARTICLE, "southern"), quoted(ARTICLE, "southern", nth=1), same_suggestion=True)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (Quote("Teh", "“", " end"), Quote("teh", "", " End!"), True),
        (Quote("teh", "one two three ", " four"), Quote("teh,", "one - two three ", " four."), True),
        (Quote("teh", "one two three ", " four"), Quote("teh", "five six seven ", " eight"), False),
        (Quote("teh", "a b c d ", " e f g h"), Quote("teh", "a b c x ", " e f g h"), True),
        (Quote("teh", "a b c d ", " e f g h"), Quote("the", "a b c d ", " e f g h"), False),
        (Quote("…", "a", "b"), Quote("…", "a", "b"), False),
        (Quote("STRASSE", "", ""), Quote("straße", "", ""), True),
    ],
)
def test_alike(one: Quote, other: Quote, same: bool) -> None:
    assert (alike(one, other), alike(other, one)) == (same, same)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (Quote("teh"), Quote("teh"), True),
        (Quote("teh"), Quote("teh", "", " end"), False),
        (Quote("a", "b", "c"), Quote("b", "", "ac"), False),
    ],
)
def test_an_article_of_a_few_words(one: Quote, other: Quote, same: bool) -> None:
    assert overlap(one, other) is same


def test_an_overlap_goes_before_what_is_alike() -> None:
    there = [quoted(ARTICLE, "southern", number=1, nth=1), quoted(ARTICLE, "southern", number=2)]
    found = joined(quoted(ARTICLE, "southern"), there, suggested=[1, 2])
    assert found is there[1]


def test_nothing_to_join() -> None:
    assert joined(quoted(ARTICLE, "1936"), [quoted(ARTICLE, "ferry")]) is None
    assert joined(quoted(ARTICLE, "1936"), []) is None


@pytest.mark.parametrize(
    ("text", "expected"), [("«Київ»,  2025!", "київ 2025"), ("__a-b__", "a b"), ("…", ""), ("", "")]
)
def test_plain(text: str, expected: str) -> None:
    assert plain(text) == expected


TEXTS = st.text(max_size=100)
QUOTES = st.builds(Quote, st.text(min_size=1, max_size=300), TEXTS, TEXTS)


@given(QUOTES, QUOTES)
def test_any_two_quotes_can_be_compared(one: Quote, other: Quote) -> None:
    assert overlap(one, other) in (True, False)
    assert alike(one, other) in (True, False)


@given(QUOTES)
def test_a_quote_overlaps_itself(quote: Quote) -> None:
    assert overlap(quote, quote)


@given(st.integers(0, 380), st.integers(1, 60), st.integers(0, 380), st.integers(1, 60))
def test_what_overlaps_in_the_article_does_so_by_its_surroundings(a: int, m: int, b: int, n: int) -> None:
    one, other = (
        Quote(ARTICLE[at : at + size], ARTICLE[max(0, at - 100) : at], ARTICLE[at + size : at + size + 100])
        for at, size in ((a, m), (b, n))
    )
    a_end, b_end = min(a + m, len(ARTICLE)), min(b + n, len(ARTICLE))
    if a < a_end and b < b_end:
        assert overlap(one, other) == (a < b_end and b < a_end)


def test_the_work_is_bounded() -> None:
    """200 corrections of the longest, most repetitive quotes: so many searches and no more."""
    searches = 0

    class Counted(str):
        __slots__ = ()

        def find(self, *args: object) -> int:
            nonlocal searches
            searches += 1
            return super().find(*args)  # type: ignore[arg-type]

        def __add__(self, other: str) -> "Counted":
            return Counted(str.__add__(self, other))

    there = [Quote("a" * 1_000, Counted("b" * 100), "c" * 100, number) for number in range(200)]
    assert joined(Quote("x" * 999, "y" * 100, "z" * 100), there) is None
    assert searches <= 200 * 32
