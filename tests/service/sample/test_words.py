"""Cases of `words`."""

from service.sample.words import AUTHORS


def test_forty_bylines() -> None:
    assert len(set(AUTHORS)) == 40
