"""The two nouns of Kindly: the beacon a page sends, and the view it tells of.

A *beacon* is a cumulative snapshot of one reading of one page. A *view* is what all beacons with the same
id add up to. `merge` makes a view of two; it is associative, commutative and idempotent, so beacons
may come late, twice or out of order and the view is the same.

Times are UTC milliseconds since 1970, durations milliseconds, depths per cent. Imports nothing of ours.
"""

import msgspec

DAY_MS = 86_400_000
#: A view that began longer ago than this takes no more beacons, and the ids of closed views are remembered
#: for as long: together they make it impossible to count a replayed beacon.
MAX_VIEW_AGE_MS = DAY_MS
#: A view closes after so long without a beacon (Plausible, GA4 and Matomo end a visit likewise).
VIEW_IDLE_MS = 30 * 60_000
#: Silent-reading speed of adults in English, words a minute (Brysbaert 2019, doi:10.1016/j.jml.2019.104047).
WORDS_PER_MINUTE = 238

#: What the tag can say of ad blocking; DESIGN section 4 defines each.
BLOCKER_STATES = ("none", "requests", "cosmetic", "dns", "tracking_protection", "inconclusive", "not_run")
#: States in which ads are lost.
BLOCKED_STATES = ("requests", "cosmetic", "dns")
#: States in which detection concluded nothing: they are in neither part of the block rate.
UNKNOWN_STATES = ("inconclusive", "not_run")

#: A sequence number no beacon reaches: "this part has not been told yet".
NEVER = 2**31 - 1


class Origin(msgspec.Struct, array_like=True, frozen=True, order=True, gc=False):
    """Where a view came from and on what it is read: known with the first beacon, the same in all of them.

    `reader` is the daily pseudonym (0: none is kept, see GPC); `bot` the reason to think nobody reads, or "".
    """

    article: str
    reader: int = 0
    resumed: bool = False
    referrer: str = ""
    channel: str = "direct"
    utm_source: str = ""
    utm_medium: str = ""
    utm_campaign: str = ""
    previous: str = ""
    device: str = "other"
    browser: str = ""
    browser_major: int = 0
    os: str = ""
    country: str = ""
    language: str = ""
    viewport_width: int = 0
    viewport_height: int = 0
    consent: str = ""
    privacy_signals: int = 0
    navigation: str = ""
    tag_version: str = ""
    bot: str = ""


class Story(msgspec.Struct, array_like=True, frozen=True, order=True, gc=False):
    """What the page says of its article, as the view saw it. The catalog keeps the newest for titles."""

    section: str = ""
    authors: tuple[str, ...] = ()
    words: int = 0
    language: str = ""


class Detection(msgspec.Struct, array_like=True, frozen=True, order=True, gc=False):
    """What the tag found of ad blocking: state, the signals as bits, confidence 0-100, time to the answer."""

    blocker: str = "not_run"
    signals: int = 0
    confidence: int = 0
    detection_ms: int = 0


#: How far an appeal came on a view, as bits; docs/wire.md says when each is set.
STAGES = (
    "eligible",
    "attempted",
    "rendered",
    "viewable",
    "dismissed",
    "how_opened",
    "claimed",
    "way_clicked",
    "verified",
    "verify_failed",
    "render_failed",
    "waited_out",
)
ELIGIBLE, ATTEMPTED, RENDERED, VIEWABLE = 1, 2, 4, 8


class Asking(msgspec.Struct, array_like=True, frozen=True, order=True, gc=False):
    """What was decided of appeals for a view, from the rules and from what the reader's device remembers.

    `rule` and `variant` (0: held out) of this view's own appeal; 0 without one. The arm is the rule and
    variant by which the reader was first asked, or held out, so many days ago; `arm_first` says that this
    view may be the one. `bucket` 0-999 is what was randomised (-1: unknown). `recovered_*` is the appeal
    after which ads were allowed, `allowed_days` days ago (-1: none); `relapsed` says that this view is the
    first to show them blocked again.
    """

    rule: int = 0
    variant: int = 0
    bucket: int = -1
    arm_rule: int = 0
    arm_variant: int = 0
    arm_day: int = 0
    arm_first: bool = False
    recovered_rule: int = 0
    recovered_variant: int = 0
    allowed_days: int = -1
    relapsed: bool = False


class View(msgspec.Struct, array_like=True, frozen=True, gc=False):
    """One reading of one article page, as far as it is known.

    A single enriched beacon is a view too, and the journal stores exactly these. `origin` and `story` are
    those of the earliest beacon that told them, `detection` and `asking` those of the latest; everything
    else is a total, `stages` a set of bits, and `shown_ms` and `acted_ms` are counted from the view's begin.
    """

    site: str
    view: str
    seq: int
    started_at: int
    last_at: int
    expires_at: int
    origin_seq: int
    origin: Origin
    story_seq: int = NEVER
    story: Story = Story()
    detection_seq: int = -1
    detection: Detection = Detection()
    engaged_ms: int = 0
    focus_ms: int = 0
    active_10s: int = 0
    scroll_pct: int = 0
    finished: bool = False
    slots_seen: int = 0
    slots_filled: int = 0
    slots_viewable: int = 0
    revenue_micros: int = 0
    asking_seq: int = -1
    asking: Asking = Asking()
    stages: int = 0
    shown_ms: int = 0
    acted_ms: int = 0


def merge(a: View, b: View) -> View:
    """The view that two snapshots of the same view add up to.

    Associative, commutative and idempotent. Takes about 2 µs. Equal sequence numbers with different content
    (only a faulty tag sends those) are settled by the content's own order, so that the result never
    depends on arrival.
    """
    origin_seq, origin = min((a.origin_seq, a.origin), (b.origin_seq, b.origin))
    story_seq, story = min((a.story_seq, a.story), (b.story_seq, b.story))
    detection_seq, detection = max((a.detection_seq, a.detection), (b.detection_seq, b.detection))
    asking_seq, asking = max((a.asking_seq, a.asking), (b.asking_seq, b.asking))
    return View(
        a.site,
        a.view,
        max(a.seq, b.seq),
        min(a.started_at, b.started_at),
        max(a.last_at, b.last_at),
        max(a.expires_at, b.expires_at),
        origin_seq,
        origin,
        story_seq,
        story,
        detection_seq,
        detection,
        max(a.engaged_ms, b.engaged_ms),
        max(a.focus_ms, b.focus_ms),
        max(a.active_10s, b.active_10s),
        max(a.scroll_pct, b.scroll_pct),
        a.finished or b.finished,
        max(a.slots_seen, b.slots_seen),
        max(a.slots_filled, b.slots_filled),
        max(a.slots_viewable, b.slots_viewable),
        max(a.revenue_micros, b.revenue_micros),
        asking_seq,
        asking,
        a.stages | b.stages,
        max(a.shown_ms, b.shown_ms),
        max(a.acted_ms, b.acted_ms),
    )


def arm(view: View) -> Asking:
    """The view's asking, without an arm that this view would have made had its appeal come so far.

    The asked and those held out begin alike: when the appeal's trigger is met ("ghost ads", Johnson, Lewis
    and Nubbemeyer 2017, doi:10.1509/jmr.15.0297).
    """
    asking = view.asking
    if not asking.arm_first or view.stages & ATTEMPTED:
        return asking
    return msgspec.structs.replace(asking, bucket=-1, arm_rule=0, arm_variant=0, arm_first=False)


def is_read(view: View) -> bool:
    """Whether the article was read: finished, and engaged for at least a third of the expected time.

    The expected time is the article's words at 238 a minute; without a word count finishing is enough.
    """
    expected_ms = view.story.words * 60_000 // WORDS_PER_MINUTE
    return view.finished and view.engaged_ms * 3 >= expected_ms
