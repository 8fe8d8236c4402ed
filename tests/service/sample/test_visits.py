"""Cases of `visits`."""

from collections import Counter

from service.sample.visits import READERS, TYPES, VIEWS, pattern


def test_has_the_promised_size() -> None:
    rows = pattern()
    assert (len(rows), len({row[1] for row in rows}), len(rows[0])) == (VIEWS, READERS, len(TYPES))


def test_places_are_counted_through() -> None:
    assert [row[0] for row in pattern()] == list(range(VIEWS))


def test_sessions_are_whole() -> None:
    seen = Counter((reader, session) for _, reader, session, _, _, _ in pattern())
    assert all(steps == seen[reader, session] for _, reader, session, _, steps, _ in pattern())


def test_one_in_a_hundred_is_resumed() -> None:
    assert sum(resuming and step == 1 for _, _, _, step, _, resuming in pattern()) == VIEWS // 100
