"""What is signed: the sums and days of everybody, in one spelling, known by its digest."""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from hashlib import sha256
from typing import Any

from hall.attendance.absences.model import SlipKind
from hall.attendance.months.day_symbols import symbols
from hall.attendance.months.sheet import MonthSheet, SheetRow
from hall.attendance.rules.days import JudgedDay
from hall.attendance.rules.judging import Verdict

Content = dict[str, Any]
SlipSigns = Mapping[str, str]
#: What slips take off, by the names of their kinds.
LEDGERS = ("leave_days", "field_days")


def content_of(sheet: MonthSheet, slip_signs: SlipSigns | None = None) -> Content:
    """``month``, ``slip_signs``, and ``people`` with their ``sums`` and ``days`` by ISO date.

    With other signs of the kinds of slips than those of now, it reads as when they were in use.
    """
    signs = sheet.slip_signs if slip_signs is None else slip_signs
    people = [_person(row, signs) for row in sheet.rows]
    return {"month": str(sheet.month), "slip_signs": signs, "people": people}


def signs_of(content: Content) -> SlipSigns | None:
    """By the names of the kinds; None of a month that was signed before they were kept."""
    return content.get("slip_signs")


def digest_of(content: Content) -> str:
    """SHA-256, in hexadecimal: JSON, keys sorted, no spaces."""
    spelled = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return sha256(spelled.encode()).hexdigest()


def _person(row: SheetRow, slip_signs: SlipSigns) -> Content:
    cells = [(day, symbols(day, slip_signs)) for day in row.days]
    return {
        "staff": row.staff.id,
        "name": row.staff.name,
        "department": row.staff.department,
        "groups": row.groups,
        "carried": row.carried,
        "sums": sums_as_signed(row),
        "days": {
            date.fromordinal(day.day).isoformat(): day_as_signed(day, cell)
            for day, cell in cells
            if cell
        },
    }


def sums_as_signed(row: SheetRow) -> Content:
    """The sums of a row as plain numbers, by the names of MonthSum."""
    sums = row.sums
    return {
        "due_days": sums.due_days,
        "worked_days": sums.worked_days,
        "late": sums.late,
        "late_minutes": sums.late_minutes,
        "early": sums.early,
        "early_minutes": sums.early_minutes,
        "missing": sums.verdicts[Verdict.MISSING],
        "absent_days": sums.absent_days,
        "open_days": sums.open_days,
        "leave_days": sums.leave_days,
        "field_days": sums.field_days,
        "slip_minutes": sums.slip_minutes,
        "duties": sums.duties,
        "overtime_hours": row.overtime_hours,
        "made_up": sums.verdicts[Verdict.MADE_UP],
    }


def day_as_signed(day: JudgedDay, cell: str) -> Content:
    """Its cell, and each slot: session, side, verdict, minutes."""
    slots = [[one.slot.session, one.slot.side, one.verdict, one.minutes] for one in day.slots]
    return {"cell": cell, "slots": slots}


def used_kinds(kinds: Sequence[SlipKind], content: Content) -> list[SlipKind]:
    """Those of which anybody had a whole half day, in the office's order."""
    sums = [person["sums"] for person in content["people"]]
    used = {name for of in sums for ledger in LEDGERS for name in of[ledger]}
    return [kind for kind in kinds if kind.name in used]
