"""Everything a visitor can read of an item, as plain values: what a version keeps."""

from typing import Any

from hall.catalogue.model import Item, ItemMaterial, ItemStep

#: What is read beside the seven disclosures.
FACTS = (
    "code",
    "implementing_code",
    "name",
    "english_name",
    "module",
    "kind",
    "field",
    "life_events",
    "authority",
    "objects",
    "place",
    "open_hours",
    "consultation",
    "result",
    "legal_value",
    "legal_unit",
    "legal_note",
    "promised_value",
    "promised_unit",
    "promised_note",
    "is_fee",
    "fee_basis",
)
MATERIAL = (
    "name", "originals", "copies", "required", "condition", "source", "sample", "note",
)  # fmt: skip


def content_of(item: Item) -> dict[str, Any]:
    """JSON values only, so that two contents can be compared whichever one was read back."""
    return {
        **{name: _plain(getattr(item, name)) for name in FACTS},
        "service": item.service.prefix if item.service else None,
        "disclosures": [[name, text] for name, text in item.disclosures],
        "materials": [material_values(row) for row in item.material_rows],
        "steps": [step_values(step) for step in item.steps],
    }


def material_values(row: ItemMaterial) -> dict[str, Any]:
    """One material without its id and place: copies in sheets, texts as they were written."""
    return {name: getattr(row, name) for name in MATERIAL}


def step_values(step: ItemStep) -> dict[str, Any]:
    """One step: its name, working days (None: not told), the window's name (None: elsewhere)."""
    window = step.window.name if step.window else None
    return {"name": step.name, "days": step.days, "window": window}


def _plain(value: object) -> object:
    return str(value) if isinstance(value, str) else value
