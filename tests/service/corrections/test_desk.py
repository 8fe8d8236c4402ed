"""Who is told of what, over a real mail server and a real webhook: each thing once, whatever happens."""

import asyncio
import datetime as dt
import json
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import msgspec
import pytest

from service import mail
from service.catalog.catalog import Catalog
from service.catalog.deliveries import Outcome
from service.catalog.desk_deliveries import DeskDelivery, Kind
from service.catalog.desks import Desk
from service.catalog.rule import Policy as Look
from service.catalog.sites import Site
from service.corrections.desk import LATE_MS, MOST_CALLS, Mailing, Messenger, suggested
from service.corrections.failure import Failure, words
from tests.service.corrections.hook import SECRET, Hook, answer, make_certificate, serving
from tests.service.corrections.reported import again, report
from tests.service.mailbox import Mailbox, mailbox

SITE = Site(key="daily", name="The Daily", origins=("https://daily.example",))
OTHER = Site(key="other", name="Other", origins=("https://other.example",))
EMAIL = "desk@daily.example"
MINUTE = 60_000
NOW = round(dt.datetime(2026, 11, 24, 9, tzinfo=dt.UTC).timestamp() * 1000)


class Clock:
    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> int:
        return self.now


class Newsroom:
    """Two sites whose readers report, where their desks are told, and what became of it."""

    def __init__(self, catalog: Catalog, box: Mailbox, hook: Hook) -> None:
        self.catalog, self.box, self.hook, self.clock = catalog, box, hook, Clock()
        self.counted: list[tuple[Kind, Outcome]] = []
        server = mail.Server(host="127.0.0.1", port=box.port)
        self.messenger = Messenger(
            catalog,
            lambda: [SITE, OTHER],
            hook.caller(),
            home="https://k.example",
            mailing=Mailing(server, "Kindly <kindly@k.example>"),
            count=lambda kind, outcome: self.counted.append((kind, outcome)),
            clock=self.clock,
        )

    async def told(self, site: str = "daily", *, email: str = "", webhook: str = "", on: bool = True) -> None:
        await self.catalog.put_desk(site, on=on, email=email, webhook=webhook)

    async def deliver(self, *minutes: float) -> None:
        """A round at each of these times, minutes after nine."""
        for minute in minutes:
            self.clock.now = NOW + round(minute * MINUTE)
            await self.messenger.deliver()

    async def outcomes(self, site: str = "daily") -> list[DeskDelivery]:
        return sorted(await self.catalog.desk_deliveries(site, 1_000), key=lambda one: one.id)

    def calls(self) -> list[tuple[str, str, int]]:
        bodies = [json.loads(body) for _, body in self.hook.requests]
        return [
            (body["data"]["correction"]["old"], body["type"], body["data"]["correction"]["reports"])
            for body in bodies
        ]

    def subjects(self) -> list[str]:
        return [letter["Subject"] for letter in self.box.letters]


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_certificate(tmp_path_factory.mktemp("tls"))


@pytest.fixture
def box() -> Iterator[Mailbox]:
    with mailbox() as box:
        yield box


@pytest.fixture
async def news(tmp_path: Path, box: Mailbox, certificate: Path) -> AsyncIterator[Newsroom]:
    catalog = await Catalog.open(tmp_path)
    for site in (SITE, OTHER):
        await catalog.add_site(site)
    async with serving(certificate) as hook:
        yield Newsroom(catalog, box, hook)
    await catalog.close()


async def test_the_desk_hears_by_both_means_and_once(news: Newsroom) -> None:
    await news.told(email=EMAIL, webhook=news.hook.url)
    await report(news.catalog, NOW)
    await news.deliver(0, 1, 11, 60)
    assert news.subjects() == ["The Daily: “in 1936” → “in 1963”"]
    assert news.calls() == [("in 1936", "correction.new", 1)]
    assert sorted(news.counted) == [("email", "sent"), ("webhook", "sent")]


async def test_again_with_the_third_and_the_tenth_report(news: Newsroom) -> None:
    await news.told(webhook=news.hook.url)
    first = await report(news.catalog, NOW)
    for minute in range(11):
        await news.deliver(minute)
        await again(news.catalog, first, NOW)
    assert news.calls() == [
        ("in 1936", "correction.new", 1),
        ("in 1936", "correction.reported", 3),
        ("in 1936", "correction.reported", 10),
    ]


async def test_one_letter_in_ten_minutes_lists_all(news: Newsroom) -> None:
    await news.told(email=EMAIL)
    for minute in range(12):
        await report(news.catalog, NOW, exact=f"mistake {minute}")
        await news.deliver(minute)
    assert news.subjects() == [
        "The Daily: “mistake 0” → “in 1963”",
        "10 corrections to look at: The Daily",
    ]
    assert "“mistake 10”" in news.box.letters[1].get_body(("plain",)).get_content()  # type: ignore[union-attr]


async def test_a_correction_stands_in_a_letter_once_however_much_happened_to_it(news: Newsroom) -> None:
    await news.told(email=EMAIL)
    await again(news.catalog, await report(news.catalog, NOW), NOW, 9)
    await news.deliver(0)
    assert news.subjects() == ["The Daily: “in 1936” → “in 1963”"]
    assert [one.state for one in await news.outcomes()] == ["sent"] * 3


async def test_sites_do_not_share_the_ten_minutes(news: Newsroom) -> None:
    for site in ("daily", "other"):
        await news.told(site, email=f"desk@{site}.example")
        await report(news.catalog, NOW, site=site)
    await news.deliver(0)
    assert sorted(news.box.recipients) == ["desk@daily.example", "desk@other.example"]


@pytest.mark.parametrize("on", [True, False])
async def test_nothing_is_told_of_a_site_that_is_off(news: Newsroom, on: bool) -> None:
    await news.told(email=EMAIL, webhook=news.hook.url)
    await report(news.catalog, NOW)
    await news.told(email=EMAIL, webhook=news.hook.url, on=on)
    await news.deliver(0)
    assert (len(news.box.letters), len(news.hook.requests)) == (on, on)


async def test_the_letter_speaks_the_sites_language(news: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    spoken: list[str] = []
    monkeypatch.setattr("service.corrections.desk.speak", spoken.append)
    await news.messenger.try_letter(
        msgspec.structs.replace(SITE, policy=Look(language="uk")), await _desk(news, email=EMAIL)
    )
    assert spoken == ["uk"]


@pytest.mark.parametrize("which", ["letter", "call"])
async def test_tried_again_later_and_later(news: Newsroom, which: str) -> None:
    letters = which == "letter"
    await news.told(email=EMAIL if letters else "", webhook="" if letters else news.hook.url)
    news.box.on_rcpt, news.hook.answers = ["450 later"] * 2, [answer(503)] * 2
    await report(news.catalog, NOW)
    await news.deliver(0, 4, 5, 14, 15, 16)
    assert [outcome for _, outcome in news.counted] == ["waiting", "waiting", "sent"]
    assert len(news.box.letters if letters else news.hook.requests) == (1 if letters else 3)


async def test_what_is_told_again_bears_the_same_number(news: Newsroom) -> None:
    await news.told(webhook=news.hook.url)
    news.hook.answers = [answer(503)]
    await report(news.catalog, NOW)
    await news.deliver(0, 5)
    assert len({head["webhook-id"] for head, _ in news.hook.requests}) == 1


async def test_given_up_in_the_end(news: Newsroom) -> None:
    await news.told(email=EMAIL)
    news.box.on_rcpt = ["450 later"] * 20
    await report(news.catalog, NOW)
    await news.deliver(0, 5, 15, 35, 75, 155, 315, 635, 1_275, 2_555)
    assert [outcome for _, outcome in news.counted] == ["waiting"] * 7 + ["refused"]


@pytest.mark.parametrize(
    ("on_rcpt", "on_data", "outcome", "taken"),
    [(["550 nobody"], [], "refused", 0), ([], ["take and hang up"], "unknown", 1)],
)
async def test_a_letter_that_is_never_tried_again(
    news: Newsroom, on_rcpt: list[str], on_data: list[str], outcome: Outcome, taken: int
) -> None:
    await news.told(email=EMAIL)
    news.box.on_rcpt, news.box.on_data = on_rcpt, on_data
    await report(news.catalog, NOW)
    await news.deliver(0, 60, 120)
    assert (news.counted, len(news.box.letters)) == ([("email", outcome)], taken)


@pytest.mark.parametrize(
    ("given", "outcome", "why"),
    [
        (answer(302), "refused", "hooks.example answers 302, a redirect"),
        (answer(404), "refused", "hooks.example answers 404"),
        (b"", "unknown", "The connection to hooks.example broke"),
    ],
)
async def test_a_call_that_is_never_tried_again(
    news: Newsroom, given: bytes, outcome: Outcome, why: str
) -> None:
    await news.told(webhook=news.hook.url)
    news.hook.answers = [given]
    await report(news.catalog, NOW)
    await news.deliver(0, 60, 120)
    [one] = await news.outcomes()
    assert (one.state, words(one.error).startswith(why), len(news.hook.requests)) == (outcome, True, 1)


async def test_an_address_inside_is_given_up_and_said(news: Newsroom) -> None:
    await news.told(webhook=news.hook.url)
    news.hook.addresses = ["169.254.169.254"]
    await report(news.catalog, NOW)
    await news.deliver(0, 60)
    [one] = await news.outcomes()
    assert (one.state, news.hook.requests) == ("refused", [])
    assert words(one.error) == (
        "hooks.example is at 169.254.169.254, which is no public address; only such are called."
    )


async def test_killed_after_telling_and_before_noting_it(
    news: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def killed(*_: object) -> None:
        raise InterruptedError

    await news.told(email=EMAIL, webhook=news.hook.url)
    await report(news.catalog, NOW)
    with monkeypatch.context() as patch:
        patch.setattr(news.catalog, "end_desk_deliveries", killed)
        with pytest.raises(InterruptedError):
            await news.deliver(0)
    await news.messenger.start()
    await news.deliver(1, 20)
    assert (len(news.box.letters), len(news.hook.requests)) == (1, 1)
    assert [one.state for one in await news.outcomes()] == ["unknown"] * 2


async def test_two_rounds_at_once_tell_once(news: Newsroom) -> None:
    await news.told(email=EMAIL, webhook=news.hook.url)
    await report(news.catalog, NOW)
    await asyncio.gather(news.deliver(0), news.deliver(0))
    assert (len(news.box.letters), len(news.hook.requests)) == (1, 1)


@pytest.mark.parametrize("answered", ["450 later", "550 nobody"])
async def test_a_mailbox_that_is_refused_keeps_no_other_waiting(news: Newsroom, answered: str) -> None:
    for site in ("daily", "other"):
        await news.told(site, email=f"desk@{site}.example")
        await report(news.catalog, NOW, site=site)
    news.box.on_rcpt = [answered]
    await news.deliver(0)
    assert len(news.box.letters) == 1


async def test_after_a_failure_of_the_server_all_letters_rest(news: Newsroom) -> None:
    for site in ("daily", "other"):
        await news.told(site, email=f"desk@{site}.example")
        await report(news.catalog, NOW, site=site)
    news.box.on_mail = ["450 later"]
    await news.deliver(0, 4)
    assert (news.subjects(), len(news.counted)) == ([], 1)
    await news.deliver(5)
    assert len(news.box.letters) == 2


async def test_a_mailbox_that_says_later_is_left_alone_though_there_is_news(news: Newsroom) -> None:
    await news.told(email=EMAIL)
    news.box.on_rcpt = ["450 later"]
    await report(news.catalog, NOW)
    await news.deliver(0)
    await report(news.catalog, NOW, exact="teh")
    await news.deliver(4)
    assert news.subjects() == []
    await news.deliver(5)
    assert news.subjects() == ["2 corrections to look at: The Daily"]


async def test_a_webhook_that_fails_rests(news: Newsroom) -> None:
    await news.told(webhook=news.hook.url)
    news.hook.answers = [answer(503)]
    for number in range(3):
        await report(news.catalog, NOW, exact=f"mistake {number}")
    await news.deliver(0, 1, 4)
    assert len(news.hook.requests) == 1
    await news.deliver(5)
    assert len(news.hook.requests) == 4


async def test_a_flood_is_told_in_rounds(news: Newsroom) -> None:
    await news.told(webhook=news.hook.url)
    for number in range(MOST_CALLS + 1):
        await report(news.catalog, NOW, exact=f"mistake {number}")
    await news.deliver(0)
    assert len(news.hook.requests) == MOST_CALLS


async def test_news_of_two_days_ago_is_none(news: Newsroom) -> None:
    await news.told(email=EMAIL, webhook=news.hook.url)
    await report(news.catalog, NOW - LATE_MS)
    await news.deliver(0)
    assert [(one.state, words(one.error)) for one in await news.outcomes()] == [
        ("refused", "The desk could not be told within two days.")
    ] * 2
    assert (news.box.letters, news.hook.requests) == ([], [])


async def test_nothing_is_begun_after_the_end(news: Newsroom) -> None:
    await news.told(email=EMAIL, webhook=news.hook.url)
    await report(news.catalog, NOW)
    news.messenger.stop()
    await news.deliver(0)
    assert (news.box.letters, news.hook.requests) == ([], [])


async def test_a_failure_of_ours_is_raised_and_nobody_else_waits(
    news: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    await news.told(email=EMAIL, webhook=news.hook.url)
    await report(news.catalog, NOW)
    monkeypatch.setattr("service.corrections.letter.compose", None)
    with pytest.raises(TypeError):
        await news.deliver(0)
    assert len(news.hook.requests) == 1
    assert [one.state for one in await news.outcomes() if one.kind == "email"] == ["waiting"]


async def test_trials(news: Newsroom) -> None:
    desk = await _desk(news, email=EMAIL, webhook=news.hook.url)
    await news.messenger.try_letter(SITE, desk)
    await news.messenger.try_call(SITE, desk)
    assert news.subjects() == ["Test: corrections of The Daily"]
    assert json.loads(news.hook.requests[0][1])["type"] == "test"


async def test_trials_that_fail(news: Newsroom) -> None:
    news.box.on_rcpt, news.hook.answers = ["550 nobody"], [answer(404)]
    desk = await _desk(news, email=EMAIL, webhook=news.hook.url)
    with pytest.raises(Failure, match="550 nobody"):
        await news.messenger.try_letter(SITE, desk)
    with pytest.raises(Failure, match="answers 404"):
        await news.messenger.try_call(SITE, desk)


async def test_without_a_mail_server_letters_wait(news: Newsroom) -> None:
    await news.told(email=EMAIL)
    await report(news.catalog, NOW)
    alone = Messenger(news.catalog, lambda: [SITE], news.hook.caller(), clock=news.clock)
    await alone.deliver()
    assert (alone.mails, [one.state for one in await news.outcomes()]) == (False, ["waiting"])
    with pytest.raises(Failure, match="no mail server"):
        await alone.try_letter(SITE, await news.catalog.desk("daily"))


@pytest.mark.parametrize(
    ("suggestions", "most"),
    [([], ""), ([""], ""), (["a", "b", "a"], "a"), (["new", "old"], "new"), (["", "", "x"], "x")],
)
async def test_suggested(news: Newsroom, suggestions: list[str], most: str) -> None:
    first = await report(news.catalog, NOW, suggestion="")
    for late, suggestion in enumerate(reversed(suggestions)):
        await again(news.catalog, first, NOW + late + 1, suggestion=suggestion)
    assert suggested(await news.catalog.reports(first.id, 100)) == most


async def _desk(news: Newsroom, *, email: str = "", webhook: str = "") -> Desk:
    kept = await news.catalog.put_desk("daily", on=True, email=email, webhook=webhook)
    return msgspec.structs.replace(kept, secret=SECRET)
