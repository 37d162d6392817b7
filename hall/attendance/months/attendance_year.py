"""The year of everybody, for the yearly assessment (年度考核): the sums of its months, and who was
late or early too often in which of them. Nothing of it is stored."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from hall.attendance.months.calendar_month import CalendarMonth, month_of
from hall.attendance.months.locked_months import locked
from hall.attendance.months.reading import no_cycle_search
from hall.attendance.months.sheet import sheet_of
from hall.attendance.months.signed_content import LEDGERS, Content, sums_as_signed
from hall.errors import Malformed
from hall.settings import change_setting, setting
from hall.unit_of_work import ReadSession, UnitOfWork

SETTING = "late_or_early_monthly"
MOST_TIMES = 99
#: What a year adds up, by the names that a month is signed with.
ADDED = (
    "due_days", "worked_days", "late", "late_minutes", "early", "early_minutes", "missing",
    "absent_days", "open_days", "duties", "overtime_hours", "made_up",
)  # fmt: skip


@dataclass(slots=True)
class PersonYear:
    """``months``: how often late or early, by the number of the month; without those in which
    somebody did not stand in the sheet. ``slip_days`` by the names of the kinds."""

    staff_id: int
    name: str
    department: str
    sums: Counter[str] = field(default_factory=Counter)
    slip_days: Counter[str] = field(default_factory=Counter)
    months: dict[int, int] = field(default_factory=dict)

    def over(self, most: int) -> list[int]:
        """The months (1 to 12) with more than so many times."""
        return [month for month, times in self.months.items() if times > most]


@dataclass(slots=True)
class AttendanceYear:
    """``months`` that have begun, by whether each is locked; ``most`` times a month are borne."""

    year: int
    months: dict[CalendarMonth, bool]
    most: int
    people: list[PersonYear]

    @property
    def kinds(self) -> list[str]:
        """Of the slips that took a half day at least off anybody."""
        return list(dict.fromkeys(kind for person in self.people for kind in person.slip_days))


@no_cycle_search()
def attendance_year(snapshot: ReadSession, year: int) -> AttendanceYear:
    """Locked months as they were signed, open ones as they are now; those to come are left out."""
    found: dict[int, PersonYear] = {}
    months = {}
    for month in _begun(year, snapshot.today):
        signed = locked(snapshot.session, month)
        months[month] = signed is not None
        for person in signed.content["people"] if signed else _open(snapshot, month):
            of = found.setdefault(person["staff"], PersonYear(person["staff"], "", ""))
            of.name, of.department = person["name"], person["department"]  # as last
            _add(of, month.first.month, person["sums"])
    return AttendanceYear(year, months, borne(snapshot), list(found.values()))


def borne(snapshot: ReadSession) -> int:
    """How many times late or early a month is borne; more fall under the rule."""
    return int(setting(snapshot.session, SETTING))


def bear(work: UnitOfWork, times: int) -> None:
    """The office sets the rule. Raises Malformed for none, and for more than 99 times."""
    if not 1 <= times <= MOST_TIMES:
        raise Malformed(field=SETTING)
    change_setting(work, SETTING, str(times))


def _begun(year: int, today: date) -> Iterator[CalendarMonth]:
    months = (CalendarMonth(date(year, number, 1)) for number in range(1, 13))
    return (month for month in months if month <= month_of(today))


def _open(snapshot: ReadSession, month: CalendarMonth) -> Iterator[Content]:
    for row in sheet_of(snapshot, month).rows:
        yield {
            "staff": row.staff.id,
            "name": row.staff.name,
            "department": row.staff.department,
            "sums": sums_as_signed(row),
        }


def _add(person: PersonYear, month: int, sums: Content) -> None:
    person.months[month] = sums["late"] + sums["early"]
    person.sums.update({name: sums[name] for name in ADDED})
    for ledger in LEDGERS:
        person.slip_days.update(sums[ledger])
