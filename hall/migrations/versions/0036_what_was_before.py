"""What the office changed, from what to what. Of what was changed before, the journal knows only
the settings' values; of the rest it knows that it was changed."""

import json
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0036"
down_revision = "0035"
branch_labels = None
depends_on = None

#: By kind of fact: the table, and the field that says which of its things.
CHANGES = {
    "HoursChanged": ("opening_hours", "SELECT id FROM window WHERE name = :named", "window"),
    "ServiceChanged": ("service", "SELECT id FROM service WHERE prefix = :named", "service"),
    "WindowChanged": ("window", "SELECT id FROM window WHERE name = :named", "window"),
    "ScreenChanged": ("screen", "SELECT id FROM screen WHERE name = :named", "screen"),
    "LayoutChanged": ("paper_layout", "", "paper"),
    "StaffChanged": ("staff", "", "staff_id"),
}


def upgrade() -> None:
    kept = op.create_table(
        "kept_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("thing", sa.String(), nullable=False),
        sa.Column("entry", sa.String(), nullable=False),
        sa.Column("before", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("after", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("seq", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kept_change")),
    )
    op.create_index("ix_kept_change_thing", "kept_change", ["thing", "entry", "id"])
    journal = sa.table(
        "journal",
        *(sa.column(name) for name in ("seq", "actor", "kind")),
        sa.column("at", sa.DateTime()),
        sa.column("details", sa.JSON()),
    )
    told = op.get_bind().execute(
        sa.select(journal)
        .where(journal.c.kind.in_(("SettingChanged", *CHANGES)))
        .order_by(journal.c.seq)
    )
    rows: list[dict[str, Any]] = []
    values: dict[str, Any] = {}
    for fact in told.mappings().all():
        details = fact["details"]
        if isinstance(details, str):
            details = json.loads(details)
        row = {name: fact[name] for name in ("at", "actor", "seq")}
        if fact["kind"] == "SettingChanged":
            row |= _setting(details, values)
        else:
            row |= _other(*CHANGES[fact["kind"]], details)
        rows.append(row)
    if rows:
        op.bulk_insert(kept, rows)


def _setting(details: dict[str, Any], values: dict[str, Any]) -> dict[str, Any]:
    """The value before is that of the fact before; of the first, nobody knows it."""
    name, now = str(details.get("name", "")), [{"value": str(details.get("value", ""))}]
    before, values[name] = values.get(name), now
    return {"thing": "setting", "entry": name, "before": before, "after": now}


def _other(table: str, question: str, field: str, details: dict[str, Any]) -> dict[str, Any]:
    entry = str(details.get(field) or "")
    if question and entry:
        found = op.get_bind().execute(sa.text(question), {"named": entry}).scalar()
        entry = str(found) if found is not None else entry
    return {"thing": table, "entry": entry, "before": None, "after": None}
