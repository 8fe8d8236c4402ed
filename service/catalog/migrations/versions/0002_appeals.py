"""Appeals: a site's policy, its rules with every version that was live, and its own pictures."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column and the three tables."""
    # Never a batch: it drops the table it copied, and with foreign keys on all that belongs to the sites.
    op.add_column("site", sa.Column("policy", sa.JSON(), nullable=False, server_default=sa.text("'{}'")))
    _rule()
    _rule_version()
    _picture()


def downgrade() -> None:
    """Take them back, dependants first."""
    for table in ("picture", "rule_version", "rule"):
        op.drop_table(table)
    op.drop_column("site", "policy")


def _rule() -> None:
    op.create_table(
        "rule",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("site", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("draft", sa.JSON(), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("created_by", sa.Text(), nullable=False),
        sa.Column("changed_at", sa.BigInteger(), nullable=False),
        sa.Column("changed_by", sa.Text(), nullable=False),
        sa.CheckConstraint("state in ('draft', 'live', 'paused', 'archived')", name=op.f("ck_rule_state")),
        sa.ForeignKeyConstraint(["site"], ["site.key"], name="fk_rule_site", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_rule"),
        # Numbers are told in stored views, so one is never given to another rule.
        sqlite_autoincrement=True,
    )
    op.create_index("ix_rule_site", "rule", ["site"])


def _rule_version() -> None:
    op.create_table(
        "rule_version",
        sa.Column("rule", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.Column("published_at", sa.BigInteger(), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["rule"], ["rule.id"], name="fk_rule_version_rule", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("rule", "version", name="pk_rule_version"),
    )


def _picture() -> None:
    op.create_table(
        "picture",
        sa.Column("site", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("bytes", sa.LargeBinary(), nullable=False),
        sa.Column("added_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["site"], ["site.key"], name="fk_picture_site", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("site", "number", name="pk_picture"),
    )
