"""The shape of a view at rest: the columns of a segment, for every warehouse.

One row is one closed view. Rows are cut into days by the site's time zone, and sorted by article within a
day. The view id is not stored: 128 random bits would cost 16 of the 25 bytes a row may take, and nothing
reads it once the view is closed. Columns that came later say in `info` what older segments, which lack them,
are read as: `before`.

The last columns are not at rest; each is `made` of others, so that a row may stand for many views that are
alike (`rollups.py`): `weight` says how many, and what is measured is their sum.
"""

import sqlalchemy as sa

from service.events import STAGES

_VERIFIED = 1 << STAGES.index("verified")

_metadata = sa.MetaData()

views = sa.Table(
    "views",
    _metadata,
    sa.Column("day", sa.Date, comment="day of started_at in the site's time zone"),
    sa.Column("hour", sa.SmallInteger, comment="hour 0-23 of started_at in the site's time zone"),
    sa.Column("started_at", sa.BigInteger, comment="UTC milliseconds"),
    sa.Column("article", sa.Text, comment="path of the canonical URL"),
    sa.Column("section", sa.Text),
    sa.Column("author", sa.Text, comment="authors, joined by ' | '"),
    sa.Column("article_language", sa.Text),
    sa.Column("reader", sa.BigInteger, comment="daily pseudonym; 0 where none is kept"),
    sa.Column("resumed", sa.Boolean, comment="adds engaged time, but is no page view"),
    sa.Column("referrer", sa.Text, comment="host"),
    sa.Column("channel", sa.Text),
    sa.Column("utm_source", sa.Text),
    sa.Column("utm_medium", sa.Text),
    sa.Column("utm_campaign", sa.Text),
    sa.Column("previous", sa.Text, comment="previous article of the same site"),
    sa.Column("device", sa.Text, comment="desktop, phone, tablet, tv or other"),
    sa.Column("browser", sa.Text),
    sa.Column("browser_major", sa.SmallInteger),
    sa.Column("os", sa.Text),
    sa.Column("country", sa.Text, comment="ISO 3166-1 alpha-2, or ''"),
    sa.Column("language", sa.Text, comment="the reader's, primary subtag"),
    sa.Column("viewport_width", sa.SmallInteger),
    sa.Column("engaged_ms", sa.Integer),
    sa.Column("focus_ms", sa.Integer),
    sa.Column("active_10s", sa.SmallInteger),
    sa.Column("scroll_pct", sa.SmallInteger),
    sa.Column("finished", sa.Boolean),
    sa.Column("read", sa.Boolean),
    sa.Column("blocker", sa.Text, comment="the blocker state"),
    sa.Column("blocked", sa.Boolean, comment="from the state: true, false, or null where not concluded"),
    sa.Column("signals", sa.Integer),
    sa.Column("confidence", sa.SmallInteger),
    sa.Column("detection_ms", sa.Integer),
    sa.Column("slots_seen", sa.SmallInteger),
    sa.Column("slots_filled", sa.SmallInteger),
    sa.Column("slots_viewable", sa.SmallInteger),
    sa.Column("revenue_micros", sa.BigInteger),
    sa.Column("consent", sa.Text),
    sa.Column("privacy_signals", sa.SmallInteger),
    sa.Column("navigation", sa.Text),
    sa.Column("tag_version", sa.Text),
    sa.Column("bot", sa.Text, comment="why nobody may be reading, or ''"),
    sa.Column("rule", sa.Integer, info={"before": 0}, comment="whose appeal this view had; 0 without one"),
    sa.Column("variant", sa.SmallInteger, info={"before": 0}, comment="its variant; 0 where held out"),
    sa.Column("stages", sa.Integer, info={"before": 0}, comment="how far it came, as the bits of STAGES"),
    sa.Column("shown_ms", sa.Integer, info={"before": 0}, comment="since the view began"),
    sa.Column("acted_ms", sa.Integer, info={"before": 0}, comment="since the view began"),
    sa.Column(
        "bucket",
        sa.SmallInteger,
        info={"before": -1},
        comment="0-999, what was randomised; -1 without an arm",
    ),
    sa.Column(
        "arm_rule", sa.Integer, info={"before": 0}, comment="by which the reader was first asked, or 0"
    ),
    sa.Column("arm_variant", sa.SmallInteger, info={"before": 0}, comment="0 where held out"),
    sa.Column("arm_day", sa.SmallInteger, info={"before": 0}, comment="days since then"),
    sa.Column("arm_first", sa.Boolean, info={"before": False}, comment="this view began the arm"),
    sa.Column("recovered_rule", sa.Integer, info={"before": 0}, comment="after which ads were allowed, or 0"),
    sa.Column("recovered_variant", sa.SmallInteger, info={"before": 0}),
    sa.Column("allowed_days", sa.SmallInteger, info={"before": -1}, comment="since then; -1 where never"),
    sa.Column("relapsed", sa.Boolean, info={"before": False}, comment="the first view to block again"),
    sa.Column("weight", sa.Integer, info={"made": "1"}, comment="how many views the row stands for"),
    sa.Column("active_views", sa.Integer, info={"made": "(active_10s > 0)::INTEGER"}),
    sa.Column("finished_views", sa.Integer, info={"made": "finished::INTEGER"}),
    sa.Column("read_views", sa.Integer, info={"made": "read::INTEGER"}),
    sa.Column(
        "unpaid_viewable",
        sa.Integer,
        info={"made": "CASE WHEN revenue_micros > 0 THEN 0 ELSE slots_viewable END"},
        comment="slots_viewable where the page reported no revenue",
    ),
    sa.Column(
        "allowing",
        sa.BigInteger,
        info={
            "made": f"CASE WHEN stages & {_VERIFIED} > 0 OR "
            "(blocked = false AND recovered_rule > 0 AND allowed_days = 0) THEN reader ELSE 0 END"
        },
        comment="the reader where ads were allowed after an appeal: verified, or on that day; else 0",
    ),
)
