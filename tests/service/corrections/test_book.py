"""What is remembered of desks, and of what pages look for."""

import pytest

from service.catalog.corrections import Correction
from service.catalog.desks import Desk
from service.corrections.book import FRESH_S, DeskBook, Watched
from tests.service.corrections.reported import made


class Clock:
    now = 1_000.0

    def __call__(self) -> float:
        return self.now


class Asked:
    """A catalog that counts how often it is asked."""

    def __init__(self) -> None:
        self.count = 0

    async def __call__(self, site: str, article: str) -> list[Correction]:
        self.count += 1
        return [made(site=site, article=article)]


async def test_only_desks_that_are_on_are_known() -> None:
    there = [Desk(site="daily", on=True), Desk(site="weekly", on=False)]

    async def load() -> list[Desk]:
        return there

    book = DeskBook(load)
    assert not book.corrects("daily")
    await book.refresh()
    assert (book.corrects("daily"), book.corrects("weekly"), book.corrects("x")) == (True, False, False)
    assert (book.of("daily"), book.of("weekly")) == (there[0], None)
    there.clear()
    await book.refresh()
    assert not book.corrects("daily")


@pytest.mark.parametrize(("later", "asked"), [(0.0, 1), (FRESH_S - 0.1, 1), (FRESH_S, 2)])
async def test_what_pages_look_for_is_remembered_for_a_while(later: float, asked: int) -> None:
    load, clock = Asked(), Clock()
    watched = Watched(load, clock)
    first = await watched.of("daily", "/a")
    clock.now += later
    assert await watched.of("daily", "/a") == first
    assert load.count == asked


async def test_what_is_forgotten_is_asked_for_again() -> None:
    load = Asked()
    watched = Watched(load, Clock())
    for article in ("/a", "/a", "/b"):
        await watched.of("daily", article)
    watched.forget("daily", "/a")
    watched.forget("daily", "/never")
    for article in ("/a", "/b"):
        await watched.of("daily", article)
    assert load.count == 3


async def test_the_articles_remembered_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("service.corrections.book.MOST_ARTICLES", 3)
    watched = Watched(Asked(), Clock())
    for number in range(10):
        await watched.of("daily", f"/{number}")
    assert [article for _, article in watched._known] == ["/7", "/8", "/9"]
