"""The posting (公示) of a locked month: a draft notice with the agreed columns and no others.

It goes the way of every notice from here: reviewed by another one, then shown on the screens.
"""

from collections.abc import Sequence

from hall.attendance.months.calendar_month import CalendarMonth
from hall.attendance.months.locked_months import locked
from hall.attendance.months.signed_content import Content
from hall.errors import Malformed, MonthNotLocked
from hall.notices.model import Notice, NoticeKind
from hall.notices.writing import Draft, write
from hall.people.model import Staff
from hall.settings import change_setting, setting
from hall.unit_of_work import UnitOfWork

#: What may be agreed on; leave by its kinds never is: an illness is nobody's business.
COLUMNS = {
    "due_days": "应出勤天",
    "worked_days": "实出勤天",
    "late": "迟到次",
    "early": "早退次",
    "missing": "缺卡次",
    "absent_days": "旷工天",
    "duties": "值班次",
}
SETTING = "month_posted"
#: Signs that Markdown would take for its own.
MARKUP = str.maketrans({sign: f"\\{sign}" for sign in "\\`*_{}[]()<>#+-.!|~"})


def post_month(work: UnitOfWork, month: CalendarMonth, by: Staff) -> Notice:
    """A draft of what was signed. Raises MonthNotLocked."""
    signed = locked(work.session, month)
    if signed is None:
        raise MonthNotLocked(month=str(month))
    columns = [name for name in COLUMNS if name in setting(work.session, SETTING).split(",")]
    title = f"{month.first.year}年{month.first.month}月考勤公示"
    draft = Draft(kind=NoticeKind.TEXT, title=title, body=table(signed.content, columns))
    return write(work, draft, by)


def agree_on_columns(work: UnitOfWork, columns: Sequence[str]) -> None:
    """Which columns are posted. Raises Malformed for none, and for one that may not be."""
    if not columns or not set(columns) <= set(COLUMNS):
        raise Malformed(field="columns")
    change_setting(work, SETTING, ",".join(name for name in COLUMNS if name in columns))


def table(content: Content, columns: Sequence[str]) -> str:
    """In Markdown, a row a person."""
    head = ["姓名", *(COLUMNS[name] for name in columns)]
    rows = [
        [person["name"].translate(MARKUP), *(f"{person['sums'][name]:g}" for name in columns)]
        for person in content["people"]
    ]
    return "\n".join(f"| {' | '.join(row)} |" for row in [head, ["---"] * len(head), *rows])
