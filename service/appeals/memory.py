"""The memory: what a reader's device keeps for us, so that nobody is asked too often.

It is one small string in the page's own storage, made here and opaque to the page. It holds no identity:
a bucket of a thousand, day numbers (days since 1970 on the site's clock, 0 for none) and small counts.
Devices may send back anything; `parse` takes only what `text` can have written.
"""

import datetime as dt
from typing import Annotated, Literal, NamedTuple

import msgspec
from msgspec import Meta

from service.appeals.arms import BUCKETS, bucket

LONGEST = 600
#: So long a reader stays in the arm of the first appeal that found them, and an appeal may be what they
#: followed when they allow ads.
ARM_DAYS = 90
MOST_RULES = 12
#: Counts stop here; caps go to 1,000.
MOST_COUNTED = 1_001
_LAST_DAY = 99_999
_EPOCH = dt.date(1970, 1, 1).toordinal()

Outcome = Literal["never_asked", "asked", "dismissed", "claimed", "allowed", "relapsed"]
OUTCOMES: tuple[Outcome, ...] = ("never_asked", "asked", "dismissed", "claimed", "allowed", "relapsed")
_NEVER_ASKED, _ASKED, _DISMISSED, _CLAIMED, _, _RELAPSED = range(6)
Step = Literal["shown", "dismissed", "claimed", "allowed"]

#: What became of ads: never seen blocked, blocked, allowed after that, blocked again on this view, and since.
UNBLOCKED, BLOCKED, ALLOWED, RELAPSING, RELAPSED = range(5)


class Appeal(NamedTuple):
    """A rule, its variant (0: held out), and how many days ago."""

    rule: int
    variant: int
    days: int


#: The bounds hold what is decoded; what this module counts stays within them by itself.
Bucket = Annotated[int, Meta(ge=0, lt=BUCKETS)]
Day = Annotated[int, Meta(ge=0, le=_LAST_DAY)]
Count = Annotated[int, Meta(ge=0, le=MOST_COUNTED)]
RuleId = Annotated[int, Meta(ge=0, le=2**31 - 1)]
VariantId = Annotated[int, Meta(ge=0, le=30_000)]


class Asked(msgspec.Struct, frozen=True, array_like=True, forbid_unknown_fields=True, gc=False):
    """How often one rule asked: on `day`, the last on which it did, and in that day's week."""

    rule: RuleId
    variant: VariantId
    day: Day
    on_day: Count
    in_week: Count


class Memory(msgspec.Struct, frozen=True, array_like=True, forbid_unknown_fields=True, gc=False, tag=1):
    """One device's memory. The tag is the format's version; a new field goes to the end and has a default.

    `first` and `day` are the days of its first and its latest view. `views_*` count views on that day, in
    its week (from Monday) and in its month. `shown_*` is the last appeal seen while ads were blocked, `arm_*`
    the one that first found the reader; `rules` has the most lately asked last; `asked_*` counts all rules.
    """

    bucket: Bucket
    first: Day
    day: Day
    views_today: Count = 0
    views_week: Count = 0
    views_month: Count = 0
    ads: Annotated[int, Meta(ge=0, le=RELAPSED)] = UNBLOCKED
    allowed_day: Day = 0
    relapsed_day: Day = 0
    answer: Annotated[int, Meta(ge=0, le=_RELAPSED)] = _NEVER_ASKED
    dismissed_day: Day = 0
    shown_rule: RuleId = 0
    shown_variant: VariantId = 0
    shown_day: Day = 0
    arm_rule: RuleId = 0
    arm_variant: VariantId = 0
    arm_day: Day = 0
    asked_day: Day = 0
    asked_on_day: Count = 0
    asked_in_week: Count = 0
    rules: Annotated[tuple[Asked, ...], Meta(max_length=MOST_RULES)] = ()

    @property
    def returning(self) -> bool:
        """Whether this reader was here on an earlier day."""
        return self.first < self.day

    @property
    def outcome(self) -> Outcome:
        """What came of the site's appeals: the latest answer; `allowed` as long as ads are.

        Also of readers who allowed ads, or block them again, without ever having been asked.
        """
        return "allowed" if self.ads == ALLOWED else OUTCOMES[self.answer]

    @property
    def arm(self) -> Appeal | None:
        """The appeal that first found this reader, in the last 90 days."""
        if not self.arm_rule:
            return None
        return Appeal(self.arm_rule, self.arm_variant, self.day - self.arm_day)

    @property
    def recovered(self) -> Appeal | None:
        """The appeal seen before ads were allowed, while they are; `days` since they were."""
        return self._followed() if self.ads == ALLOWED else None

    @property
    def relapsed_now(self) -> bool:
        """Whether this view is the first to show ads blocked again."""
        return self.ads == RELAPSING

    @property
    def lost(self) -> Appeal | None:
        """On the view that shows a relapse: the appeal that had recovered the reader, and so long ago."""
        return self._followed() if self.ads == RELAPSING else None

    def _followed(self) -> Appeal | None:
        if not self.shown_rule or self.allowed_day - self.shown_day > ARM_DAYS:
            return None
        return Appeal(self.shown_rule, self.shown_variant, self.day - self.allowed_day)

    def of(self, rule: int) -> Asked | None:
        """What is remembered of one rule."""
        for one in self.rules:
            if one.rule == rule:
                return one
        return None


def day_number(day: dt.date) -> int:
    """Days since 1970-01-01, held to what the memory can keep: 1 to 99,999 (the year 2243)."""
    return min(max(day.toordinal() - _EPOCH, 1), _LAST_DAY)


def week_number(day: int) -> int:
    """The number of a day's week; weeks begin on Monday (ISO 8601)."""
    return (day + 3) // 7


def begin(view: str, today: dt.date) -> Memory:
    """The memory of a device on its first view, which `seen` still has to count."""
    day = day_number(today)
    return Memory(bucket(view), day, day)


def seen(memory: Memory, today: dt.date, blocked: bool | None) -> Memory:
    """The memory with one more view; call it once a view. `blocked`: None where that is not known.

    Ads that were blocked and now are not count as allowed from today, those blocked again as relapsed.
    """
    day = day_number(today)
    memory = _sane(memory, day)
    same_week = week_number(memory.day) == week_number(day)
    same_month = _month(memory.day) == _month(day)
    memory = msgspec.structs.replace(
        memory,
        day=day,
        views_today=_next(memory.views_today if memory.day == day else 0),
        views_week=_next(memory.views_week if same_week else 0),
        views_month=_next(memory.views_month if same_month else 0),
        ads=RELAPSED if memory.ads == RELAPSING else memory.ads,
    )
    if memory.arm_rule and day - memory.arm_day >= ARM_DAYS:
        memory = msgspec.structs.replace(memory, arm_rule=0, arm_variant=0, arm_day=0)
    return memory if blocked is None else _noted(memory, blocked)


def _noted(memory: Memory, blocked: bool) -> Memory:
    if not blocked:
        return _allowed(memory, memory.day)
    if memory.ads == ALLOWED:
        return msgspec.structs.replace(memory, ads=RELAPSING, relapsed_day=memory.day, answer=_RELAPSED)
    return msgspec.structs.replace(memory, ads=BLOCKED) if memory.ads == UNBLOCKED else memory


def _allowed(memory: Memory, day: int) -> Memory:
    if memory.ads in (UNBLOCKED, ALLOWED):
        return memory
    return msgspec.structs.replace(memory, ads=ALLOWED, allowed_day=day)


def asked(memory: Memory, rule: int, variant: int, today: dt.date) -> Memory:
    """The memory after a rule asked, or would have but for the holdout (variant 0): caps count both."""
    day = day_number(today)
    before = memory.of(rule)
    on_day, in_week = counted(before.day, before.on_day, before.in_week, day) if before else (0, 0)
    all_day, all_week = counted(memory.asked_day, memory.asked_on_day, memory.asked_in_week, day)
    now = Asked(rule, variant, day, _next(on_day), _next(in_week))
    others = tuple(one for one in memory.rules if one.rule != rule)
    memory = msgspec.structs.replace(
        memory,
        answer=memory.answer or _ASKED,
        asked_day=day,
        asked_on_day=_next(all_day),
        asked_in_week=_next(all_week),
        rules=(*others, now)[-MOST_RULES:],
    )
    if memory.arm_rule:
        return memory
    return msgspec.structs.replace(memory, arm_rule=rule, arm_variant=variant, arm_day=day)


def outcome(memory: Memory, rule: int, step: Step, today: dt.date) -> Memory:
    """The memory after a reader took a step on an appeal of this rule, which has `asked`; else the same."""
    one = memory.of(rule)
    if one is None:
        return memory
    day = day_number(today)
    if step == "allowed":
        return _allowed(memory, day)
    if step == "claimed":
        return msgspec.structs.replace(memory, answer=_CLAIMED)
    if step == "dismissed":
        return msgspec.structs.replace(memory, answer=_DISMISSED, dismissed_day=day)
    if memory.ads in (UNBLOCKED, ALLOWED):
        return memory
    return msgspec.structs.replace(memory, shown_rule=rule, shown_variant=one.variant, shown_day=day)


def counted(day: int, on_day: int, in_week: int, today: int) -> tuple[int, int]:
    """How often today and how often this week, when `on_day` and `in_week` were counted on `day`."""
    if day == today:
        return on_day, in_week
    return 0, in_week if week_number(day) == week_number(today) else 0


def _next(count: int) -> int:
    return min(count + 1, MOST_COUNTED)


def _month(day: int) -> tuple[int, int]:
    date = dt.date.fromordinal(_EPOCH + day)
    return date.year, date.month


_DAYS = ("first", "day", "allowed_day", "relapsed_day", "dismissed_day", "shown_day", "arm_day", "asked_day")


def _sane(memory: Memory, day: int) -> Memory:
    """Days that are still to come, of a site that moved its time zone or of a device that made them up."""
    later = {name: day for name in _DAYS if getattr(memory, name) > day}
    if any(one.day > day for one in memory.rules):
        rules = (msgspec.structs.replace(one, day=min(one.day, day)) for one in memory.rules)
        return msgspec.structs.replace(memory, **later, rules=tuple(rules))
    return msgspec.structs.replace(memory, **later) if later else memory


_encoder = msgspec.json.Encoder()
_decoder = msgspec.json.Decoder(Memory)


def text(memory: Memory) -> str:
    """The memory as the device keeps it: digits, commas and brackets, at most 600 characters."""
    return _encoder.encode(memory).decode()


def parse(text: str | None) -> Memory | None:
    """The memory that `text` wrote; None for what it cannot have written. Never raises. Takes some 2 µs."""
    if not text or len(text) > LONGEST:
        return None
    try:
        memory = _decoder.decode(text)
    except (msgspec.DecodeError, ValueError):
        return None
    return memory if len({one.rule for one in memory.rules}) == len(memory.rules) else None
