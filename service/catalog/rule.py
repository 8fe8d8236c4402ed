"""What an editor decides: who is asked, when, how hard, and with which words.

A rule is plain data, as the catalog keeps it and as the settings pages change it. Its conditions stand in
groups: a group holds when all, or any, of its conditions do, and the rule asks when all, or any, of its
groups do; without groups it asks everybody. Days are counted in the site's time zone.
"""

import datetime as dt
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

State = Literal["draft", "live", "paused", "archived"]
Join = Literal["all", "any"]
Op = Literal["is", "is_not", "contains", "matches", "at_least", "at_most"]
#: At once, after seconds engaged, at a scroll depth, at the article's end, when the pointer leaves the page.
TriggerKind = Literal["at_once", "engaged", "scroll", "end", "exit"]
#: Note at the article's foot, strip at the window's, dialog; walls cover all but the first paragraphs.
Form = Literal["inline", "banner", "dialog", "soft_wall", "hard_wall"]
#: Ways past a wall that are links of the publisher's
WayKind = Literal["sign_in", "subscribe", "donate"]

MOST_VARIANTS = 10
MOST_GROUPS = 10
MOST_CONDITIONS = 20
MOST_VALUES = 50
LONGEST_VALUE = 200
DEFAULT_HOLDOUT = 10

Count = Annotated[int, Meta(ge=0, le=1_000)]
Days = Annotated[int, Meta(ge=0, le=365)]
Percent = Annotated[int, Meta(ge=0, le=100)]
Value = Annotated[str, Meta(max_length=LONGEST_VALUE)]


class Condition(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`field op values`: one of the values has to fit (`is_not`: none may).

    `service.appeals.conditions` knows the fields, and which ops and values each takes.
    """

    field: str
    op: Op
    values: Annotated[tuple[Value, ...], Meta(max_length=MOST_VALUES)] = ()


class Group(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Conditions of which all, or any, have to hold."""

    join: Join = "all"
    conditions: Annotated[tuple[Condition, ...], Meta(max_length=MOST_CONDITIONS)] = ()


class Schedule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """When a rule asks, on the site's clock. `first` and `last` are days, both included.

    `weekdays`: 0 is Monday; none means all. `from_hour` to `to_hour` (0-24, the latter not included) may run
    over midnight: 22 to 6 are the hours from 22:00 until 05:59, and belong to the day on which they fall.
    """

    first: dt.date | None = None
    last: dt.date | None = None
    weekdays: Annotated[tuple[Annotated[int, Meta(ge=0, le=6)], ...], Meta(max_length=7)] = ()
    from_hour: Annotated[int, Meta(ge=0, le=24)] = 0
    to_hour: Annotated[int, Meta(ge=0, le=24)] = 24


class Caps(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How often one reader is asked by this rule; 0 per day or week means no limit.

    Nobody is asked for so many days after having said no, or after having allowed ads.
    """

    per_day: Count = 1
    per_week: Count = 3
    after_dismissal_days: Days = 7
    after_allowing_days: Days = 30


class Trigger(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What on the page makes the appeal appear; `value` is seconds engaged, or % of scroll depth."""

    kind: TriggerKind = "engaged"
    value: Annotated[int, Meta(ge=0, le=3_600)] = 10


class Way(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A way past a wall that is a page of the publisher's. Its label stands in the message's language."""

    kind: WayKind
    url: Annotated[str, Meta(max_length=2_048)]


class Wall(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the two walls need.

    A soft wall may be closed, at once or after `wait_s` seconds. A hard wall comes after `free` views of
    articles in a month, and has no other way on than those in `ways` and allowing ads; one without `ways` is
    live only with `no_way_on_known`.
    """

    wait_s: Annotated[int, Meta(ge=0, le=60)] = 0
    free: Count = 3
    ways: Annotated[tuple[Way, ...], Meta(max_length=5)] = ()
    no_way_on_known: bool = False


class Message(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is said, in one language. `text` is small Markdown; both may hold {site}, {read} and {left}.

    {site} is the site's name, {read} the articles read this month, {left} the free articles left. An empty
    label stands for the default in that language.
    """

    title: Annotated[str, Meta(max_length=120)] = ""
    text: Annotated[str, Meta(max_length=2_000)] = ""
    how: Annotated[str, Meta(max_length=40)] = ""
    done: Annotated[str, Meta(max_length=40)] = ""
    later: Annotated[str, Meta(max_length=40)] = ""


class Variant(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One of the rule's texts. `id` is never given to another one of the same rule; weights sum up to 100.

    `messages` by language (BCP 47 primary subtag); `picture` is the name of one of the fixed set, `own:` and
    the number of an upload, or ''.
    """

    id: Annotated[int, Meta(ge=1, le=30_000)]
    weight: Percent
    name: Annotated[str, Meta(max_length=60)] = ""
    messages: Annotated[dict[str, Message], Meta(max_length=40)] = {}
    picture: Annotated[str, Meta(max_length=40)] = ""


class Body(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All of a rule that an editor writes and that publishing makes live. The highest priority goes first."""

    name: Annotated[str, Meta(max_length=100)] = ""
    priority: Annotated[int, Meta(ge=0, le=1_000)] = 100
    join: Join = "all"
    groups: Annotated[tuple[Group, ...], Meta(max_length=MOST_GROUPS)] = ()
    schedule: Schedule = Schedule()
    caps: Caps = Caps()
    trigger: Trigger = Trigger()
    form: Form = "dialog"
    wall: Wall = Wall()
    holdout: Percent = DEFAULT_HOLDOUT
    variants: Annotated[tuple[Variant, ...], Meta(max_length=MOST_VARIANTS)] = ()


class Rule(msgspec.Struct, frozen=True):
    """A rule as it is live: `id` is its own for good, `version` rises with each publishing from 1."""

    id: int
    version: int
    body: Body


class Theme(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The site's colours (#rrggbb) in light and in dark, the corner radius in CSS pixels, and the font."""

    background: str = "#ffffff"
    text: str = "#1a1a1a"
    accent: str = "#1a5fb4"
    dark_background: str = "#1e1e1e"
    dark_text: str = "#f2f2f2"
    dark_accent: str = "#8ab4f8"
    radius: Annotated[int, Meta(ge=0, le=32)] = 8
    font: Literal["page", "system", "serif"] = "page"
    #: `auto` follows the reader's own setting.
    scheme: Literal["auto", "light", "dark"] = "auto"


class Policy(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What holds for all appeals of a site. `stopped` is the switch that ends them all at once.

    `per_day` and `per_week` cap how often one reader is asked, by whichever rule; 0 means no limit.
    """

    stopped: bool = False
    per_day: Count = 1
    per_week: Count = 3
    language: Annotated[str, Meta(max_length=3)] = "en"
    theme: Theme = Theme()
