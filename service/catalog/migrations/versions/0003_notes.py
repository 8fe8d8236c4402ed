"""What people put beside the numbers: notes on days, goals, and views that they saved."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column and the three tables."""
    op.add_column("rule", sa.Column("state_at", sa.BigInteger()))
    _annotation()
    _goal()
    _saved_view()


def downgrade() -> None:
    """Take them back."""
    for table in ("saved_view", "goal", "annotation"):
        op.drop_table(table)
    op.drop_column("rule", "state_at")


def _annotation() -> None:
    op.create_table(
        "annotation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("site", sa.Text(), nullable=False),
        sa.Column("day", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["site"], ["site.key"], name="fk_annotation_site", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_annotation"),
    )
    op.create_index("ix_annotation_site_day", "annotation", ["site", "day"])


def _goal() -> None:
    op.create_table(
        "goal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("site", sa.Text(), nullable=False),
        sa.Column("metric", sa.Text(), nullable=False),
        sa.Column("per", sa.Text(), nullable=False),
        sa.Column("target", sa.Double(), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("per in ('day', 'month')", name=op.f("ck_goal_per")),
        sa.ForeignKeyConstraint(["site"], ["site.key"], name="fk_goal_site", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_goal"),
        sa.UniqueConstraint("site", "metric", "per", name="uq_goal_site"),
    )


def _saved_view() -> None:
    op.create_table(
        "saved_view",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person", sa.Integer(), nullable=False),
        sa.Column("site", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("page", sa.Text(), nullable=False),
        sa.Column("query", sa.Text(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name="fk_saved_view_person", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["site"], ["site.key"], name="fk_saved_view_site", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_saved_view"),
        sa.UniqueConstraint("person", "site", "name", name="uq_saved_view_person"),
    )
    op.create_index("ix_saved_view_site", "saved_view", ["site"])
