"""Corrections: what readers reported, what became of it, and the desk that works on it."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the five tables."""
    _correction()
    _report()
    _correction_act()
    _desk()
    _desk_delivery()


def downgrade() -> None:
    """Take them back, dependants first."""
    for table in ("desk_delivery", "desk", "correction_act", "report", "correction"):
        op.drop_table(table)


def _correction() -> None:
    op.create_table(
        "correction",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("site", sa.Text(), nullable=False),
        sa.Column("article", sa.Text(), nullable=False),
        sa.Column("exact", sa.Text(), nullable=False),
        sa.Column("prefix", sa.Text(), nullable=False),
        sa.Column("suffix", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("words", sa.Integer(), nullable=False),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.Column("severity", sa.Double(), nullable=False),
        sa.Column("severity_why", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("assignee", sa.Integer()),
        sa.Column("reports", sa.Integer(), nullable=False),
        sa.Column("first_at", sa.BigInteger(), nullable=False),
        sa.Column("last_at", sa.BigInteger(), nullable=False),
        sa.Column("state_at", sa.BigInteger(), nullable=False),
        sa.Column("fixed_by", sa.Text(), nullable=False),
        sa.Column("gone", sa.JSON(), nullable=False),
        sa.Column("checked_at", sa.BigInteger(), nullable=False),
        sa.CheckConstraint(
            "state in ('new', 'accepted', 'rejected', 'fixed')", name=op.f("ck_correction_state")
        ),
        _of_site("correction"),
        sa.ForeignKeyConstraint(
            ["assignee"], ["person.id"], name="fk_correction_assignee", ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_correction"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_correction_site_state", "correction", ["site", "state"])
    op.create_index("ix_correction_site_article", "correction", ["site", "article"])
    op.create_index("ix_correction_assignee", "correction", ["assignee"])


def _report() -> None:
    op.create_table(
        "report",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("correction", sa.Integer(), nullable=False),
        sa.Column("site", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("exact", sa.Text(), nullable=False),
        sa.Column("prefix", sa.Text(), nullable=False),
        sa.Column("suffix", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("suggestion", sa.Text(), nullable=False),
        sa.Column("comment", sa.Text(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("severity", sa.Double(), nullable=False),
        sa.Column("severity_why", sa.Text(), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.Column("reader", sa.Text(), nullable=False),
        _of_correction("report"),
        _of_site("report"),
        sa.PrimaryKeyConstraint("id", name="pk_report"),
        sa.UniqueConstraint("site", "note", name="uq_report_site"),
    )
    op.create_index("ix_report_correction", "report", ["correction"])
    op.create_index("ix_report_site_at", "report", ["site", "at"])


def _correction_act() -> None:
    op.create_table(
        "correction_act",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("correction", sa.Integer(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.CheckConstraint("kind in ('state', 'assign', 'note')", name=op.f("ck_correction_act_kind")),
        _of_correction("correction_act"),
        sa.PrimaryKeyConstraint("id", name="pk_correction_act"),
    )
    op.create_index("ix_correction_act_correction", "correction_act", ["correction"])


def _desk() -> None:
    op.create_table(
        "desk",
        sa.Column("site", sa.Text(), nullable=False),
        sa.Column("on", sa.Integer(), nullable=False),
        sa.Column("captions", sa.JSON(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("webhook", sa.Text(), nullable=False),
        sa.Column("secret", sa.LargeBinary(), nullable=False),
        sa.Column("changed_at", sa.BigInteger(), nullable=False),
        _of_site("desk"),
        sa.PrimaryKeyConstraint("site", name="pk_desk"),
    )


def _desk_delivery() -> None:
    op.create_table(
        "desk_delivery",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("site", sa.Text(), nullable=False),
        sa.Column("correction", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("reports", sa.Integer(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("next_at", sa.BigInteger(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("changed_at", sa.BigInteger(), nullable=False),
        sa.Column("error", sa.Text(), nullable=False),
        sa.CheckConstraint("kind in ('email', 'webhook')", name=op.f("ck_desk_delivery_kind")),
        sa.CheckConstraint(
            "state in ('waiting', 'sending', 'sent', 'refused', 'unknown')",
            name=op.f("ck_desk_delivery_state"),
        ),
        _of_site("desk_delivery"),
        _of_correction("desk_delivery"),
        sa.PrimaryKeyConstraint("id", name="pk_desk_delivery"),
        sa.UniqueConstraint("correction", "kind", "reports", name="uq_desk_delivery_correction"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_desk_delivery_site", "desk_delivery", ["site"])
    op.create_index("ix_desk_delivery_correction", "desk_delivery", ["correction"])
    op.create_index("ix_desk_delivery_state_next_at", "desk_delivery", ["state", "next_at"])


def _of_site(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["site"], ["site.key"], name=f"fk_{table}_site", ondelete="CASCADE")


def _of_correction(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["correction"], ["correction.id"], name=f"fk_{table}_correction", ondelete="CASCADE"
    )
