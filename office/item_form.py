"""The form of an item: from what was typed to values, with remarks on what cannot be taken."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from werkzeug.datastructures import MultiDict

from hall.catalogue.import_export.cleaning import cleaned, unreadable_in
from hall.catalogue.import_export.material_cells import material
from hall.catalogue.import_export.places import Places
from hall.catalogue.import_export.remarks import Remark
from hall.catalogue.import_export.rows import LONGEST_NAME
from hall.catalogue.import_export.values import CODE, several
from hall.catalogue.model import DISCLOSURES, Item
from hall.catalogue.terms import LIFE_EVENTS, ItemKind, Module, Unit
from hall.parsing import whole_number
from hall.plain_text import one_line

LINES = (
    "implementing_code", "name", "english_name", "authority", "objects", "place", "open_hours",
    "consultation", "result", "legal_note", "promised_note", "fee_basis",
)  # fmt: skip
LONGEST_TEXT = 20_000
ROW = re.compile("[0-9]{1,3}")
LARGEST_COUNT = 9999
#: A row that has no values yet.
EMPTY_ROW: Mapping[str, object] = {}
#: Empty rows below the filled ones; saving gives more.
MORE_MATERIALS, MORE_STEPS = 3, 2

#: What the form calls its parts, where somebody has to find them.
NAMES = {
    "name": "事项名称",
    "english_name": "英文名称",
    "legal_basis": "法律依据",
    "conditions": "申请条件",
    "materials": "申报材料",
    "procedure": "办理程序",
    "time_limit": "办理时限",
    "fees": "收费标准",
    "complaints": "投诉渠道及电话",
    "legal_value": "法定办结时限",
    "promised_value": "承诺办结时限",
    "originals": "原件份数",
    "copies": "复印件份数",
    "days": "环节时限",
}


class Form:
    """Reads one part after the other and keeps the remarks."""

    def __init__(self, form: Mapping[str, str]) -> None:
        self._form = form
        self.remarks: list[Remark] = []

    def text(self, name: str, called: str = "") -> str:
        text, _ = cleaned(self._form.get(name, ""))
        heading = NAMES.get(called or name, "")
        if broken := unreadable_in(text):
            self.remark("unreadable", field=name, heading=heading, letters=broken[:30])
        if len(text) > LONGEST_TEXT:
            long = {"length": len(text), "longest": LONGEST_TEXT}
            self.remark("too_long", field=name, heading=heading, **long)
        return text

    def count(self, name: str, called: str) -> int | None:
        text = self.text(name, called)
        try:
            number = whole_number(text) if text else None
        except ValueError:
            number = -1
        if number is not None and not 0 <= number <= LARGEST_COUNT:
            self.remark("not_a_count", field=name, heading=NAMES[called], said=text[:30])
        return number

    def remark(self, code: str, **words: object) -> None:
        """``field`` is the control's name, for whoever shows the remark beside it."""
        self.remarks.append(Remark(0, code, words))


def read_form(
    typed: MultiDict[str, str], places: Places, *, code: str | None = None
) -> tuple[dict[str, Any], list[Remark]]:
    """``code`` is the item's own, which stays as it is; a new item brings one in the form."""
    form = Form(typed)
    values: dict[str, Any] = {name: one_line(form.text(name)) for name in LINES}
    values |= {name: form.text(name) for name in DISCLOSURES}
    values |= _choices(typed, form, places)
    values["material_rows"] = list(_materials(typed, form))
    values["steps"] = list(_steps(typed, form, places))
    if code is None:
        values["code"] = form.text("code")
        _must_be_a_code(values["code"], form)
    if not values["name"]:
        form.remark("name_empty", field="name")
    elif len(values["name"]) > LONGEST_NAME:
        form.remark("name_too_long", field="name", longest=LONGEST_NAME)
    return values, form.remarks


def _must_be_a_code(code: str, form: Form) -> None:
    if not code:
        form.remark("code_empty", field="code")
    elif not CODE.match(code):
        form.remark("code_malformed", field="code", said=code[:30])


def _choices(typed: MultiDict[str, str], form: Form, places: Places) -> dict[str, Any]:
    fee = {"yes": True, "no": False}.get(typed.get("is_fee", ""))
    return {
        "module": _one_of(Module, typed.get("module")) or Module.APPLY,
        "kind": _one_of(ItemKind, typed.get("kind")),
        "service": places.services.get(typed.get("service", "")),
        "field": "、".join(several(form.text("field"))),
        "life_events": [event for event in typed.getlist("life_events") if event in LIFE_EVENTS],
        "aliases": several(form.text("aliases")),
        "is_fee": fee,
        **_limit("legal", typed, form),
        **_limit("promised", typed, form),
    }


def _limit(which: str, typed: MultiDict[str, str], form: Form) -> dict[str, Any]:
    unit = _one_of(Unit, typed.get(f"{which}_unit"))
    value = form.count(f"{which}_value", f"{which}_value")
    if unit is Unit.ON_THE_SPOT:
        value = None
    return {f"{which}_value": value, f"{which}_unit": unit if value is not None else _spot(unit)}


def _spot(unit: Unit | None) -> Unit | None:
    return unit if unit is Unit.ON_THE_SPOT else None


def _one_of(kind: Any, word: str | None) -> Any:
    return kind(word) if word in list(kind) else None


def _numbers(typed: Iterable[str], what: str) -> list[int]:
    """Which rows the form has: the numbers in names like material-3-name."""
    found = (name.split("-") for name in typed if name.startswith(f"{what}-"))
    numbers = {int(part[1]) for part in found if len(part) == 3 and ROW.fullmatch(part[1])}
    return sorted(numbers)


def _materials(typed: MultiDict[str, str], form: Form) -> Iterable[dict[str, Any]]:
    for number in _numbers(typed, "material"):
        row = f"material-{number}-"
        if name := form.text(f"{row}name"):
            yield material(
                name=name,
                originals=form.count(f"{row}originals", "originals") or 0,
                copies=form.count(f"{row}copies", "copies") or 0,
                required=typed.get(f"{row}required") != "no",
                **{
                    part: form.text(row + part)
                    for part in ("condition", "source", "sample", "note")
                },
            )


def _steps(typed: MultiDict[str, str], form: Form, places: Places) -> Iterable[dict[str, Any]]:
    for number in _numbers(typed, "step"):
        row = f"step-{number}-"
        if name := form.text(f"{row}name"):
            yield {
                "name": one_line(name),
                "days": form.count(f"{row}days", "days"),
                "window": places.windows.get(typed.get(f"{row}window", "")),
            }


def rows_as_typed(typed: MultiDict[str, str]) -> dict[str, list[Any]]:
    """As many rows as the form came with, to be filled in again; a script may have added some."""
    return {
        "materials": [EMPTY_ROW] * max(_numbers(typed, "material"), default=MORE_MATERIALS),
        "steps": [EMPTY_ROW] * max(_numbers(typed, "step"), default=MORE_STEPS),
    }


def with_empty_rows(item: Item) -> dict[str, list[Any]]:
    """The rows to show, and some empty ones to fill."""
    return {
        "materials": [*item.material_rows, *[EMPTY_ROW] * MORE_MATERIALS],
        "steps": [*item.steps, *[EMPTY_ROW] * MORE_STEPS],
    }
