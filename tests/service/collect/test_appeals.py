"""Whom a beacon's answer asks, and what the view and the device hold of it."""

from typing import Any

import msgspec
import pytest

from service.appeals.ruleset import Ruleset
from service.catalog.rule import Body, Caps, Condition, Group, Message, Policy, Rule, Trigger, Variant
from service.events import ATTEMPTED, DAY_MS, ELIGIBLE, Asking, View
from tests.service.collect.conftest import AGENT, Service
from tests.service.collect.page import body
from tests.service.views import new_id

BLOCKED = Condition("blocker", "is", ("requests", "cosmetic", "dns"))
MESSAGE = Message(title="Please", text="Allow ads")
CRAWLER = "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"


NO_CAPS = Policy(per_day=0, per_week=0)


def ruleset(*conditions: Condition, policy: Policy = NO_CAPS, **fields: Any) -> Ruleset:
    plain: dict[str, Any] = {
        "groups": (Group("all", conditions or (BLOCKED,)),),
        "holdout": 0,
        "trigger": Trigger("at_once", 0),
        "caps": Caps(per_day=1, per_week=0, after_dismissal_days=7, after_allowing_days=30),
        "variants": (Variant(id=3, weight=100, messages={"en": MESSAGE}),),
    }
    return Ruleset([Rule(7, 1, Body(**(plain | fields)))], policy, "UTC")


class Page:
    """One device that reads views: it keeps what it is told to."""

    def __init__(self, service: Service) -> None:
        self.service = service
        self.kept: str | None = ""
        self.view = ""

    async def open(self, blocker: str | None = "requests", **keys: Any) -> dict[str, Any]:
        self.view = new_id()
        return await self.tell(n=0, b=blocker, **keys)

    async def tell(self, agent: str | None = None, **keys: Any) -> dict[str, Any]:
        sent = body(v=self.view, st=self.kept, **keys)
        answer = await self.service.send(sent, user_agent=agent or AGENT)
        assert answer.status == (200 if answer.body else 204)
        reply: dict[str, Any] = msgspec.json.decode(answer.body) if answer.body else {}
        if "keep" in reply and self.kept is not None:
            self.kept = reply["keep"]
        return reply

    def recorded(self) -> View:
        return self.service.journal.open["demo", self.view]


@pytest.fixture
def page(service: Service) -> Page:
    service.rules = ruleset()
    return Page(service)


async def test_a_blocked_reader_is_asked_once_a_view(page: Page) -> None:
    reply = await page.open()
    assert (reply["appeal"]["rule"], reply["appeal"]["variant"]) == (7, 3)
    assert reply["appeal"]["title"] == "Please"
    assert await page.tell(n=1, b="requests", e=5_000) == {}
    asking = page.recorded().asking
    assert (asking.rule, asking.variant, asking.arm_first) == (7, 3, True)
    assert page.recorded().stages == ELIGIBLE


@pytest.mark.parametrize(
    ("blocker", "agent", "keys"),
    [
        ("none", None, {}),
        ("inconclusive", None, {}),
        (None, None, {}),
        ("requests", CRAWLER, {}),
        ("requests", None, {"p": 1}),
    ],
)
async def test_nobody_else_is_asked(
    page: Page, blocker: str | None, agent: str | None, keys: dict[str, Any]
) -> None:
    assert "appeal" not in await page.open(blocker, agent=agent, **keys)
    assert page.recorded().asking.rule == 0


async def test_without_live_rules_nothing_is_kept_on_the_device(page: Page) -> None:
    page.service.rules = None
    assert await page.open() == {}
    assert page.recorded().asking_seq == -1


async def test_who_is_held_out_gets_a_trigger_and_nothing_to_see(page: Page) -> None:
    page.service.rules = ruleset(holdout=100)
    appeal = (await page.open())["appeal"]
    assert set(appeal) == {"rule", "variant", "form", "trigger", "keep"}
    assert appeal["variant"] == 0
    page.kept = appeal["keep"]["tried"]
    await page.tell(n=1, ap=[7, 0, ATTEMPTED, 0, 0])
    assert page.recorded().stages == ELIGIBLE | ATTEMPTED
    assert "appeal" not in await page.open()
    assert page.recorded().asking.arm_variant == 0
    assert page.recorded().asking.arm_rule == 7


@pytest.mark.parametrize(
    ("outcome", "days", "asked"),
    [
        (None, 0, True),  # the trigger was never met
        ("tried", 0, False),
        ("tried", 1, True),
        ("dismissed", 6, False),
        ("dismissed", 7, True),
        ("allowed", 29, False),
    ],
)
async def test_the_device_remembers_what_became_of_an_appeal(
    page: Page, outcome: str | None, days: int, asked: bool
) -> None:
    appeal = (await page.open())["appeal"]
    page.kept = appeal["keep"][outcome] if outcome else page.kept
    page.service.now += days * DAY_MS
    assert ("appeal" in await page.open(t=None, w=None)) is asked


async def test_who_allows_ads_after_an_appeal_is_recovered_until_a_relapse(page: Page) -> None:
    page.kept = (await page.open())["appeal"]["keep"]["shown"]
    found = []
    for blocker, days in (("none", 0), ("none", 2), ("inconclusive", 0), ("requests", 1), ("requests", 0)):
        page.service.now += days * DAY_MS
        await page.open(blocker, t=None, w=None)
        asking = page.recorded().asking
        found.append((asking.recovered_rule, asking.recovered_variant, asking.allowed_days, asking.relapsed))
    assert found == [
        (7, 3, 0, False),
        (7, 3, 2, False),
        (0, 0, -1, False),
        (7, 3, 3, True),
        (0, 0, -1, False),
    ]


async def test_a_reader_stays_in_the_arm_of_the_first_appeal(page: Page) -> None:
    page.kept = (await page.open())["appeal"]["keep"]["tried"]
    first = page.recorded().asking
    page.service.now += 3 * DAY_MS
    await page.open("none", t=None, w=None)
    later = page.recorded().asking
    assert (first.arm_rule, first.arm_variant, first.arm_day, first.arm_first) == (7, 3, 0, True)
    assert (later.arm_rule, later.arm_variant, later.arm_day, later.arm_first) == (7, 3, 3, False)
    assert later.bucket == first.bucket >= 0


async def test_where_nothing_can_be_kept_each_view_is_the_first(page: Page) -> None:
    page.kept = None
    for _ in range(2):
        reply = await page.open()
        assert "keep" not in reply
        assert not any(reply["appeal"]["keep"].values())


@pytest.mark.parametrize("kept", ["x" * 5_000, "{}", "[1,2]", '{"a":[', "[9,9,9]", 5, ["x"], {"a": 1}])
async def test_a_memory_that_cannot_be_read_costs_nothing_else(page: Page, kept: Any) -> None:
    page.kept = kept
    assert "appeal" in await page.open()


async def test_a_rule_may_wait_until_the_article_is_read(page: Page) -> None:
    page.service.rules = ruleset(BLOCKED, Condition("engaged_s", "at_least", ("30",)))
    assert "appeal" not in await page.open()
    views = page.kept
    assert "appeal" not in await page.tell(n=1, b="requests", e=29_000)
    assert "appeal" in await page.tell(n=2, b="requests", e=30_000)
    assert page.kept == views
    assert page.recorded().asking.rule == 7


async def test_a_detection_that_corrects_itself_is_asked_about_again(page: Page) -> None:
    assert "appeal" not in await page.open("none")
    assert "appeal" in await page.tell(n=1, b="requests")


async def test_the_switch_that_stops_all_appeals_stops_them(page: Page) -> None:
    page.service.rules = ruleset(policy=Policy(stopped=True))
    assert "appeal" not in await page.open()


async def test_what_was_decided_survives_the_views_later_beacons(page: Page) -> None:
    await page.open()
    decided = page.recorded().asking
    await page.tell(n=1, b="requests", ap=[7, 3, 6, 900, 0])
    assert page.recorded().asking == decided != Asking()
    assert (page.recorded().stages, page.recorded().shown_ms) == (ELIGIBLE | 6, 900)
