"""Proof of work: done once, for one site, in time."""

from itertools import count

import pytest

from service.corrections.work import GOOD_MS, Solution, Work, solved

NOW = 1_793_600_000_000
BITS = 6


def worked(salt: str, bits: int = BITS) -> Solution:
    return next(one for nonce in count() if solved(one := Solution(salt, nonce), bits))


@pytest.fixture
def work() -> Work:
    return Work(BITS)


def test_it_is_done_once(work: Work) -> None:
    solution = worked(work.set("daily", NOW)["salt"])
    assert [work.done(solution, "daily", NOW) for _ in range(2)] == [True, False]


@pytest.mark.parametrize(("later", "good"), [(0, True), (GOOD_MS, True), (GOOD_MS + 1, False)])
def test_it_is_good_for_a_while(work: Work, later: int, good: bool) -> None:
    assert work.done(worked(work.set("daily", NOW)["salt"]), "daily", NOW + later) is good


@pytest.mark.parametrize("salt", ["", "x", "x.y", ".", "14.\udc80", "é" * 200])
def test_a_salt_that_nobody_gave(work: Work, salt: str) -> None:
    assert not work.done(worked(salt), "daily", NOW)


def test_work_for_another_site_or_of_another_process(work: Work) -> None:
    solution = worked(work.set("daily", NOW)["salt"])
    assert not work.done(solution, "weekly", NOW)
    assert not Work(BITS).done(solution, "daily", NOW)


def test_work_that_was_not_done(work: Work) -> None:
    salt = work.set("daily", NOW)["salt"]
    assert not work.done(None, "daily", NOW)
    assert not work.done(Solution(salt, worked(salt).nonce - 1), "daily", NOW)


def test_every_salt_is_another(work: Work) -> None:
    assert len({work.set("daily", NOW)["salt"] for _ in range(100)}) == 100


def test_what_is_remembered_is_bounded(work: Work, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("service.corrections.work._MOST_USED", 3)
    for _ in range(5):
        assert work.done(worked(work.set("daily", NOW)["salt"]), "daily", NOW)
    assert len(work._used) == 3


@pytest.mark.parametrize(
    ("salt", "nonce", "bits"), [("salt", 7_268, 12), ("salt", 0, 0), ("abc", 22_421, 14)]
)
def test_known_answers(salt: str, nonce: int, bits: int) -> None:
    assert solved(Solution(salt, nonce), bits)
    assert not solved(Solution(salt, nonce), bits + 12)
