"""The year as an XLSX file: everybody's sums, and how often late or early by month."""

from hall.attendance.months.attendance_year import AttendanceYear, PersonYear
from hall.attendance.months.month_workbook import Value, WorkbookSheet, workbook

SUMS = {
    "due_days": "应出勤天",
    "worked_days": "实出勤天",
    "late": "迟到次",
    "late_minutes": "迟到分",
    "early": "早退次",
    "early_minutes": "早退分",
    "missing": "缺卡次",
    "absent_days": "旷工天",
    "open_days": "未定天",
    "duties": "值班次",
    "overtime_hours": "加班小时",
    "made_up": "补卡次",
}
WHO = ("序号", "姓名", "部门")


def year_file(year: AttendanceYear, hall_name: str) -> bytes:
    """An XLSX file: 全年, 各月迟到早退."""
    name = f"{hall_name}{year.year}年"
    return workbook([_sums(year, f"{name}考勤汇总"), _by_month(year, f"{name}各月迟到早退次数")])


def rule_word(year: AttendanceYear) -> str:
    """What the rule is called in the heads."""
    return f"一月迟到早退超过 {year.most} 次的月份"


def months_word(person: PersonYear, most: int) -> str:
    """3月、10月; "" for who falls under the rule in no month."""
    return "、".join(f"{month}月" for month in person.over(most))


def _sums(year: AttendanceYear, title: str) -> WorkbookSheet:
    kinds = year.kinds
    rows: list[list[Value]] = [
        [
            *_who(number, person),
            *(person.sums[name] or None for name in SUMS),
            *(person.slip_days[kind] or None for kind in kinds),
            len(person.over(year.most)) or None,
            months_word(person, year.most),
        ]
        for number, person in enumerate(year.people, 1)
    ]
    head = [*WHO, *SUMS.values(), *kinds, "超过的月数", rule_word(year)]
    widths = [5, 10, 14, *[8] * (len(SUMS) + len(kinds) + 1), 34]
    return WorkbookSheet("全年", title, head, widths, rows, kept=2, below=[state_word(year)])


def state_word(year: AttendanceYear) -> str:
    """Which months stand as they are now and not as they were signed."""
    still_open = [
        f"{month.first.month}月" for month, is_locked in year.months.items() if not is_locked
    ]
    return f"没有锁定、按现在的数据算的：{'、'.join(still_open)}" if still_open else "各月都已锁定"


def _by_month(year: AttendanceYear, title: str) -> WorkbookSheet:
    months = [month.first.month for month in year.months]
    rows: list[list[Value]] = [
        [*_who(number, person), *(person.months.get(month) for month in months)]
        for number, person in enumerate(year.people, 1)
    ]
    head = [*WHO, *(f"{month}月" for month in months)]
    widths = [5, 10, 14, *[7] * len(months)]
    return WorkbookSheet("各月迟到早退", title, head, widths, rows, kept=2)


def _who(number: int, person: PersonYear) -> list[Value]:
    return [number, person.name, person.department]
