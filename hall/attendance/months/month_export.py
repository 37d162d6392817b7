"""What the exported month says: a locked one as it was signed, an open one as it is now."""

from collections.abc import Iterable, Sequence
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, joinedload, selectinload

from hall.attendance.absences.model import AttendanceSlip, SlipKind
from hall.attendance.absences.slip_state import SlipState, state_after
from hall.attendance.hall_seconds import midnight_of, to_moment
from hall.attendance.model import Punch
from hall.attendance.months.calendar_month import CalendarMonth
from hall.attendance.months.locked_months import locked
from hall.attendance.months.month_columns import (
    HEAD,
    NOT_LOCKED,
    cell_of,
    head_of,
    legend_of,
    name_of,
    sums_of,
)
from hall.attendance.months.month_workbook import Value, WorkbookSheet, workbook
from hall.attendance.months.sheet import MonthSheet, sheet_of
from hall.attendance.months.signed_content import Content, content_of
from hall.attendance.rules.timetable import DAY
from hall.clock import local
from hall.unit_of_work import ReadSession

WAYS = {"fingerprint": "指纹", "pin": "密码", "terminal": "考勤机", "paper": "签到表"}
STATES = {
    SlipState.WAITING: "待批",
    SlipState.APPROVED: "已批准",
    SlipState.REFUSED: "不准",
    SlipState.WITHDRAWN: "已撤回",
}
SIGNATURES = (
    "考勤员：　　　　　　　　　分管领导：　　　　　　　　　主要领导：　　　　　　　　　（盖章）"
)


def month_file(snapshot: ReadSession, month: CalendarMonth, hall_name: str) -> bytes:
    """An XLSX file: 汇总, 每日, 打卡, 单据."""
    sheet = sheet_of(snapshot, month)
    signed = locked(snapshot.session, month)
    content = signed.content if signed else content_of(sheet)
    state = "" if signed else NOT_LOCKED
    name = f"{hall_name}{name_of(month)}"
    return workbook(
        [
            _sums(content, sheet.kinds, f"{name}考勤汇总表{state}"),
            _days(content, sheet, f"{name}考勤每日表{state}"),
            _punches(snapshot.session, sheet, f"{name}打卡记录"),
            _slips(snapshot.session, month, f"{name}请假、公出、补卡单"),
        ]
    )


def _sums(content: Content, kinds: Sequence[SlipKind], title: str) -> WorkbookSheet:
    names = [kind.name for kind in kinds]
    rows = [sums_of(number, person, names) for number, person in enumerate(content["people"], 1)]
    widths = [5, 10, 14, 12, *[5] * (len(HEAD) - 4 + len(names) + 3), 24]
    return WorkbookSheet(
        "汇总", title, head_of(names), widths, rows, kept=2, below=["", SIGNATURES]
    )


def _days(content: Content, sheet: MonthSheet, title: str) -> WorkbookSheet:
    dates = [date.fromordinal(day) for day in sheet.month.days]
    rows: list[list[Value]] = [
        [number, person["name"], *(cell_of(person, day) for day in dates)]
        for number, person in enumerate(content["people"], 1)
    ]
    head = ["序号", "姓名", *(str(day.day) for day in dates)]
    widths = [5, 10, *[4.5] * len(dates)]
    return WorkbookSheet(
        "每日", title, head, widths, rows, kept=2, below=["", legend_of(sheet.kinds, content)]
    )


def _punches(session: Session, sheet: MonthSheet, title: str) -> WorkbookSheet:
    ids = [number for row in sheet.rows for number in row.person.punch_ids.values()]
    between = Punch.id.between(min(ids, default=0), max(ids, default=0))
    ways = dict(session.execute(select(Punch.id, Punch.way).where(between)).all())
    days = sheet.month.days
    rows: list[list[Value]] = [
        [number, row.staff.name, *_wall(moment), WAYS.get(ways[number], ways[number])]
        for row in sheet.rows
        for moment, number in sorted(row.person.punch_ids.items())
        if moment // DAY in days
    ]
    head = ["记录号", "姓名", "日期", "时间", "方式"]
    return WorkbookSheet("打卡", title, head, [10, 12, 14, 12, 12], rows)


def _wall(moment: int) -> tuple[str, str]:
    at = to_moment(moment)
    return f"{at:%Y-%m-%d}", f"{at:%H:%M:%S}"


def _slips(session: Session, month: CalendarMonth, title: str) -> WorkbookSheet:
    begins, ends = to_moment(midnight_of(month.first)), to_moment(midnight_of(month.later.first))
    asked = (
        select(AttendanceSlip)
        .where(
            or_(
                AttendanceSlip.day.between(month.first, month.last),
                AttendanceSlip.day.is_(None)
                & (AttendanceSlip.begins < ends)
                & (AttendanceSlip.ends > begins),
            )
        )
        .options(
            joinedload(AttendanceSlip.staff),
            joinedload(AttendanceSlip.kind),
            selectinload(AttendanceSlip.decisions),
        )
        .order_by(AttendanceSlip.begins, AttendanceSlip.id)
    )
    head = ["单号", "姓名", "类别", "从", "到", "事由", "结果"]
    rows = list(_slip_rows(session.scalars(asked)))
    return WorkbookSheet("单据", title, head, [8, 12, 12, 18, 18, 40, 10], rows)


def _slip_rows(slips: Iterable[AttendanceSlip]) -> Iterable[list[Value]]:
    for slip in slips:
        state = state_after(decision.act for decision in slip.decisions)
        span = [f"{local(at):%Y-%m-%d %H:%M}" for at in (slip.begins, slip.ends)]
        yield [slip.id, slip.staff.name, slip.kind.name, *span, slip.reason, STATES[state]]
