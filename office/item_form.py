"""The form of an item: everything a guide is written from, as the catalogue keeps it."""

from collections.abc import Mapping
from typing import Any

from werkzeug.datastructures import MultiDict

from hall.catalogue.import_export.material_cells import material
from hall.catalogue.import_export.places import Places
from hall.catalogue.model import DISCLOSURES, Item
from hall.catalogue.terms import LIFE_EVENTS, ItemKind, Module, Unit
from office.item_fields import CodeCell, CountCell, LineCell, NameCell, SeveralCell, TextCell
from web.forms.fields import LenientField, TickedField, number_within
from web.forms.rows import FormWithRows, row_numbers
from web.forms.typed_form import TypedForm

LINES = (
    "implementing_code", "name", "english_name", "authority", "objects", "place", "open_hours",
    "consultation", "result", "legal_note", "promised_note", "fee_basis",
)  # fmt: skip
#: A row that has no values yet.
EMPTY_ROW: Mapping[str, object] = {}
#: Empty rows below the filled ones; saving gives more.
MORE_MATERIALS, MORE_STEPS = 3, 2
MOST_ROWS = 999


def _word(text: str) -> str:
    return text


def _yes_or_no(text: str) -> bool | None:
    return {"yes": True, "no": False}.get(text)


def _material_fields() -> Mapping[str, Any]:
    return {
        "name": TextCell(),
        "originals": CountCell("originals"),
        "copies": CountCell("copies"),
        "required": LenientField(_yes_or_no, None),
        **{part: TextCell() for part in ("condition", "source", "sample", "note")},
    }


def _step_fields() -> Mapping[str, Any]:
    return {"name": LineCell(), "days": CountCell("days"), "window": LenientField(_word, "")}


class ItemForm(FormWithRows):
    row_fields = {"material": _material_fields, "step": _step_fields}

    name = NameCell()
    implementing_code, english_name, authority = LineCell(), LineCell(), LineCell()
    objects, place, open_hours = LineCell(), LineCell(), LineCell()
    consultation, result, fee_basis = LineCell(), LineCell(), LineCell()
    legal_note, promised_note = LineCell(), LineCell()
    legal_basis, conditions, materials, procedure = TextCell(), TextCell(), TextCell(), TextCell()
    time_limit, fees, complaints = TextCell(), TextCell(), TextCell()
    module = LenientField(Module, Module.APPLY)
    kind = LenientField[ItemKind | None](ItemKind, None)
    service = LenientField(_word, "")
    field, aliases = SeveralCell(), SeveralCell()
    life_events = TickedField(str)
    is_fee = LenientField(_yes_or_no, None)
    legal_value, promised_value = CountCell(), CountCell()
    legal_unit = LenientField[Unit | None](Unit, None)
    promised_unit = LenientField[Unit | None](Unit, None)
    then = LenientField(_word, "")

    @property
    def wants_publishing(self) -> bool:
        return self.then.value == "publish"

    def values(self, places: Places) -> dict[str, Any]:
        """For an item; services and windows are those of ``places``."""
        return {
            **{name: self.value_of(name) for name in (*LINES, *DISCLOSURES)},
            "module": self.module.value,
            "kind": self.kind.value,
            "service": places.services.get(self.service.value),
            "field": "、".join(self.field.value),
            "life_events": [event for event in self.life_events.value if event in LIFE_EVENTS],
            "aliases": self.aliases.value,
            "is_fee": self.is_fee.value,
            **_limit("legal", self.legal_value.value, self.legal_unit.value),
            **_limit("promised", self.promised_value.value, self.promised_unit.value),
            "material_rows": [_material(row) for row in self.rows("material")],
            "steps": [
                {**row, "window": places.windows.get(row["window"])} for row in self.rows("step")
            ],
        }


class NewItemForm(ItemForm):
    """Only a new item says its code, which stays."""

    is_new = True
    places = {"AlreadyThere": "code"}
    own_words = {"AlreadyThere": "item_code"}

    code = CodeCell()

    def values(self, places: Places) -> dict[str, Any]:
        return {**super().values(places), "code": self.code.value}


def _limit(which: str, value: int | None, unit: Unit | None) -> dict[str, Any]:
    """On the spot is no number of anything; a unit without a number says nothing."""
    at_once = unit is Unit.ON_THE_SPOT
    return {
        f"{which}_value": None if at_once else value,
        f"{which}_unit": unit if at_once or value is not None else None,
    }


def _material(row: Mapping[str, Any]) -> dict[str, Any]:
    counts = {name: row[name] or 0 for name in ("originals", "copies")}
    return material(**{**row, **counts, "required": row["required"] is not False})


class RowsQuery(TypedForm):
    """How many rows the page has at least; a form that is given back may have come with more."""

    materials = LenientField(number_within(0, MOST_ROWS), 0)
    steps = LenientField(number_within(0, MOST_ROWS), 0)


def rows_typed(typed: MultiDict[str, str]) -> dict[str, int]:
    """As a RowsQuery."""
    return {
        "materials": max(row_numbers(typed, "material"), default=0),
        "steps": max(row_numbers(typed, "step"), default=0),
    }


def with_empty_rows(item: Item, asked: RowsQuery) -> dict[str, list[Any]]:
    """The rows to show, and some empty ones to fill."""
    materials, steps = list(item.material_rows), list(item.steps)
    return {
        "materials": _filled_up(materials, MORE_MATERIALS, asked.materials.value),
        "steps": _filled_up(steps, MORE_STEPS, asked.steps.value),
    }


def _filled_up(rows: list[Any], more: int, least: int) -> list[Any]:
    return rows + [EMPTY_ROW] * max(more, least - len(rows))
