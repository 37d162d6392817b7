"""What the sheet says in its columns, the same as a spreadsheet and on paper."""

from collections.abc import Sequence
from datetime import date

from hall.attendance.absences.model import SlipKind
from hall.attendance.months.calendar_month import CalendarMonth
from hall.attendance.months.day_symbols import LEGEND
from hall.attendance.months.month_workbook import Value
from hall.attendance.months.signed_content import Content, signs_of

HEAD = (
    "序号", "姓名", "部门", "类别", "应出勤天", "实出勤天", "迟到次", "迟到分", "早退次",
    "早退分", "缺卡次", "旷工天", "未定天",
)  # fmt: skip
TAIL = ("值班次", "加班小时", "补卡次", "备注")
NOT_LOCKED = "（没有锁定）"


def name_of(month: CalendarMonth) -> str:
    """2026年10月."""
    return f"{month.first.year}年{month.first.month}月"


def head_of(kinds: Sequence[str]) -> list[str]:
    """The heads of the sums, with a column for each of these kinds of slips."""
    return [*HEAD, *kinds, *TAIL]


def sums_of(number: int, person: Content, kinds: Sequence[str]) -> list[Value]:
    """The row of somebody under these heads; None where there is nothing to say."""
    sums = person["sums"]
    remarks = [f"{column} {minutes} 分钟" for column, minutes in sums["slip_minutes"].items()]
    return [
        number,
        person["name"],
        person["department"],
        "、".join(person["groups"]),
        *(sums[name] or None for name in (
            "due_days", "worked_days", "late", "late_minutes", "early", "early_minutes",
            "missing", "absent_days", "open_days",
        )),
        *(sums["leave_days"].get(kind) or sums["field_days"].get(kind) for kind in kinds),
        *(sums[name] or None for name in ("duties", "overtime_hours", "made_up")),
        "；".join([*remarks, *person["carried"]]),
    ]  # fmt: skip


def cell_of(person: Content, day: date) -> str:
    """What stands in the grid."""
    cell: str = person["days"].get(day.isoformat(), {}).get("cell", "")
    return cell


def legend_of(kinds: Sequence[SlipKind], content: Content) -> str:
    """One line of every sign and its word, as the month was signed."""
    signs = signs_of(content) or {}
    legend = {**LEGEND, **{signs.get(kind.name, kind.symbol): kind.name for kind in kinds}}
    return "；".join(f"{sign} {word}" for sign, word in legend.items())
