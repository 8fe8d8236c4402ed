"""The catalog's tables. Times are UTC milliseconds; a test compares them with what the migrations make."""

from sqlalchemy import (
    JSON,
    BigInteger,
    CheckConstraint,
    Column,
    Double,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    text,
)

#: Every constraint has a name, so that a later migration can address it.
metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "ix": "ix_%(table_name)s_%(column_0_name)s",
    }
)

site = Table(
    "site",
    metadata,
    Column("key", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("origins", JSON, nullable=False),
    Column("timezone", Text, nullable=False),
    Column("consent", Text, nullable=False),
    Column("money", JSON, nullable=False),
    Column("policy", JSON, nullable=False, server_default=text("'{}'")),
)

article = Table(
    "article",
    metadata,
    Column("site", Text, ForeignKey("site.key", ondelete="CASCADE"), primary_key=True),
    Column("path", Text, primary_key=True),
    Column("title", Text, nullable=False),
    Column("section", Text, nullable=False),
    Column("authors", JSON, nullable=False),
    Column("tags", JSON, nullable=False),
    Column("published_at", BigInteger),
    Column("words", Integer, nullable=False),
    Column("language", Text, nullable=False),
    Column("seen_at", BigInteger, nullable=False),
    Index("ix_article_site_seen_at", "site", "seen_at"),
)

person = Table(
    "person",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("email", Text, nullable=False, unique=True),
    Column("password_hash", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("created_at", BigInteger, nullable=False),
    CheckConstraint("role in ('admin', 'editor', 'viewer')", name="role"),
)

session = Table(
    "session",
    metadata,
    Column("id", Text, primary_key=True),
    Column("person", Integer, ForeignKey("person.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("csrf", Text, nullable=False),
    Column("created_at", BigInteger, nullable=False),
    Column("expires_at", BigInteger, nullable=False),
)

token = Table(
    "token",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("site", Text, ForeignKey("site.key", ondelete="CASCADE"), nullable=False, index=True),
    Column("name", Text, nullable=False),
    Column("hash", Text, nullable=False, unique=True),
    Column("scope", Text, nullable=False),
    Column("created_at", BigInteger, nullable=False),
    Column("last_used_at", BigInteger),
)

rule = Table(
    "rule",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("site", Text, ForeignKey("site.key", ondelete="CASCADE"), nullable=False, index=True),
    Column("state", Text, nullable=False),
    Column("draft", JSON, nullable=False),
    Column("edition", Integer, nullable=False),
    Column("version", Integer, nullable=False),
    Column("created_at", BigInteger, nullable=False),
    Column("created_by", Text, nullable=False),
    Column("changed_at", BigInteger, nullable=False),
    Column("changed_by", Text, nullable=False),
    Column("state_at", BigInteger),
    CheckConstraint("state in ('draft', 'live', 'paused', 'archived')", name="state"),
    sqlite_autoincrement=True,
)

rule_version = Table(
    "rule_version",
    metadata,
    Column("rule", Integer, ForeignKey("rule.id", ondelete="CASCADE"), primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("body", JSON, nullable=False),
    Column("published_at", BigInteger, nullable=False),
    Column("person", Text, nullable=False),
    Column("note", Text, nullable=False),
)

picture = Table(
    "picture",
    metadata,
    Column("site", Text, ForeignKey("site.key", ondelete="CASCADE"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("type", Text, nullable=False),
    Column("bytes", LargeBinary, nullable=False),
    Column("added_at", BigInteger, nullable=False),
)

annotation = Table(
    "annotation",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("site", Text, ForeignKey("site.key", ondelete="CASCADE"), nullable=False),
    Column("day", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("person", Text, nullable=False),
    Column("created_at", BigInteger, nullable=False),
    Index("ix_annotation_site_day", "site", "day"),
)

goal = Table(
    "goal",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("site", Text, ForeignKey("site.key", ondelete="CASCADE"), nullable=False),
    Column("metric", Text, nullable=False),
    Column("per", Text, nullable=False),
    Column("target", Double, nullable=False),
    Column("person", Text, nullable=False),
    Column("created_at", BigInteger, nullable=False),
    CheckConstraint("per in ('day', 'month')", name="per"),
    UniqueConstraint("site", "metric", "per"),
)

saved_view = Table(
    "saved_view",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("person", Integer, ForeignKey("person.id", ondelete="CASCADE"), nullable=False),
    Column("site", Text, ForeignKey("site.key", ondelete="CASCADE"), nullable=False, index=True),
    Column("name", Text, nullable=False),
    Column("page", Text, nullable=False),
    Column("query", Text, nullable=False),
    Column("created_at", BigInteger, nullable=False),
    UniqueConstraint("person", "site", "name"),
)

secret = Table(
    "secret",
    metadata,
    Column("name", Text, primary_key=True),
    Column("bytes", LargeBinary, nullable=False),
    Column("created_at", BigInteger, nullable=False),
)

share = Table(
    "share",
    metadata,
    Column("id", Text, primary_key=True),
    Column("site", Text, ForeignKey("site.key", ondelete="CASCADE"), nullable=False, index=True),
    Column("page", Text, nullable=False),
    Column("query", Text, nullable=False),
    Column("created_at", BigInteger, nullable=False),
    Column("created_by", Text, nullable=False),
    Column("expires_at", BigInteger, nullable=False),
)

subscription = Table(
    "subscription",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("site", Text, ForeignKey("site.key", ondelete="CASCADE"), nullable=False),
    Column("email", Text, nullable=False),
    Column("language", Text, nullable=False),
    Column("created_at", BigInteger, nullable=False),
    UniqueConstraint("site", "email"),
    sqlite_autoincrement=True,
)

delivery = Table(
    "delivery",
    metadata,
    Column("subscription", Integer, ForeignKey("subscription.id", ondelete="CASCADE"), primary_key=True),
    Column("week", Text, primary_key=True),
    Column("state", Text, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("next_at", BigInteger, nullable=False),
    Column("changed_at", BigInteger, nullable=False),
    CheckConstraint("state in ('sending', 'sent', 'waiting', 'refused', 'unknown')", name="state"),
)

correction = Table(
    "correction",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("site", Text, ForeignKey("site.key", ondelete="CASCADE"), nullable=False),
    Column("article", Text, nullable=False),
    Column("exact", Text, nullable=False),
    Column("prefix", Text, nullable=False),
    Column("suffix", Text, nullable=False),
    Column("position", Integer, nullable=False),
    Column("language", Text, nullable=False),
    Column("words", Integer, nullable=False),
    Column("hash", Text, nullable=False),
    Column("severity", Double, nullable=False),
    Column("severity_why", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("assignee", Integer, ForeignKey("person.id", ondelete="SET NULL"), index=True),
    Column("reports", Integer, nullable=False),
    Column("first_at", BigInteger, nullable=False),
    Column("last_at", BigInteger, nullable=False),
    Column("state_at", BigInteger, nullable=False),
    Column("fixed_by", Text, nullable=False),
    Column("gone", JSON, nullable=False),
    Column("checked_at", BigInteger, nullable=False),
    CheckConstraint("state in ('new', 'accepted', 'rejected', 'fixed')", name="state"),
    Index("ix_correction_site_state", "site", "state"),
    Index("ix_correction_site_article", "site", "article"),
    # Links in letters carry its number, so one is never given to another.
    sqlite_autoincrement=True,
)

report = Table(
    "report",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("correction", Integer, ForeignKey("correction.id", ondelete="CASCADE"), nullable=False),
    Column("site", Text, ForeignKey("site.key", ondelete="CASCADE"), nullable=False),
    Column("note", Text, nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("exact", Text, nullable=False),
    Column("prefix", Text, nullable=False),
    Column("suffix", Text, nullable=False),
    Column("position", Integer, nullable=False),
    Column("suggestion", Text, nullable=False),
    Column("comment", Text, nullable=False),
    Column("email", Text, nullable=False),
    Column("language", Text, nullable=False),
    Column("version", Text, nullable=False),
    Column("severity", Double, nullable=False),
    Column("severity_why", Text, nullable=False),
    Column("times", Integer, nullable=False),
    Column("reader", Text, nullable=False),
    UniqueConstraint("site", "note"),
    Index("ix_report_correction", "correction"),
    Index("ix_report_site_at", "site", "at"),
)

correction_act = Table(
    "correction_act",
    metadata,
    Column("id", Integer, primary_key=True),
    Column(
        "correction", Integer, ForeignKey("correction.id", ondelete="CASCADE"), nullable=False, index=True
    ),
    Column("at", BigInteger, nullable=False),
    Column("person", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("text", Text, nullable=False),
    CheckConstraint("kind in ('state', 'assign', 'note')", name="kind"),
)

desk = Table(
    "desk",
    metadata,
    Column("site", Text, ForeignKey("site.key", ondelete="CASCADE"), primary_key=True),
    Column("on", Integer, nullable=False),
    Column("captions", JSON, nullable=False),
    Column("email", Text, nullable=False),
    Column("webhook", Text, nullable=False),
    Column("secret", LargeBinary, nullable=False),
    Column("changed_at", BigInteger, nullable=False),
)

desk_delivery = Table(
    "desk_delivery",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("site", Text, ForeignKey("site.key", ondelete="CASCADE"), nullable=False, index=True),
    Column(
        "correction", Integer, ForeignKey("correction.id", ondelete="CASCADE"), nullable=False, index=True
    ),
    Column("kind", Text, nullable=False),
    Column("reports", Integer, nullable=False),
    Column("state", Text, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("next_at", BigInteger, nullable=False),
    Column("created_at", BigInteger, nullable=False),
    Column("changed_at", BigInteger, nullable=False),
    Column("error", Text, nullable=False),
    CheckConstraint("kind in ('email', 'webhook')", name="kind"),
    CheckConstraint("state in ('waiting', 'sending', 'sent', 'refused', 'unknown')", name="state"),
    UniqueConstraint("correction", "kind", "reports"),
    Index("ix_desk_delivery_state_next_at", "state", "next_at"),
    sqlite_autoincrement=True,
)
