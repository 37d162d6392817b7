"""Services, windows and people from one workbook: all of its rows, or none.

A row is one action of the office. What is there already is changed to what the row says, an account
that is there is left alone: the same workbook twice makes nothing twice.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from sqlalchemy.orm import Session

from hall.catalogue.import_export.spreadsheet import Cell, is_empty
from hall.errors import AlreadyThere, CannotRead, HallError, Malformed, WorkbookRefused
from hall.line.model import Service, Window
from hall.line.services_and_windows import (
    MOST_MINUTES,
    ServiceSettings,
    WindowSettings,
    add_service,
    add_window,
    change_service,
    change_window,
)
from hall.list_entries import entries
from hall.people.actions import join_staff
from hall.people.credentials import hashed
from hall.people.model import Role, Staff
from hall.people.queries import staff_by_account
from hall.people.staff_register import Particulars, describe
from hall.people.typed_codes import new_code
from hall.unit_of_work import UnitOfWork

SERVICES, WINDOWS, PEOPLE = "业务", "窗口", "人员"
#: The columns of each sheet, in the order of the template, by what an action's refusal calls them.
COLUMNS: Mapping[str, Mapping[str, str]] = {
    SERVICES: {
        "prefix": "字母", "name": "名称", "about": "说明", "promised_minutes": "约几分钟",
    },
    WINDOWS: {"window_name": "窗口号", "department": "部门", "service": "业务的字母"},
    PEOPLE: {
        "name": "姓名", "account": "账号", "role": "角色", "title_of_staff": "职务",
        "department": "部门",
    },
}  # fmt: skip
ROLES = {
    "主任": Role.DIRECTOR,
    "副主任": Role.DEPUTY,
    "窗口人员": Role.CLERK,
    "综合值班": Role.DUTY,
    "考勤员": Role.ATTENDANCE,
    "编辑": Role.EDITOR,
    "审核": Role.REVIEWER,
    "县里查看": Role.COUNTY_READER,
}
MOST_ROWS = 300
#: Which column a thing that is there already stands in.
TAKEN_IN = {"prefix": "prefix", "service": "name", "window": "window_name", "account": "account"}
Row = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class RowProblem:
    sheet: str
    row: int  # as people see it, from 1
    column: str  # its heading; "" where it is of the whole row
    refusal: HallError


@dataclass(frozen=True, slots=True)
class NewAccount:
    name: str
    account: str
    password: str  # to begin with


@dataclass(frozen=True, slots=True)
class WorkbookRow:
    sheet: str
    number: int
    cells: Row


def rows_in(sheets: Iterable[tuple[str, Iterator[tuple[Cell, ...]]]]) -> list[WorkbookRow]:
    """Of the three sheets, each with the row of its headings first; other sheets are left alone.

    Raises CannotRead where none of them is there, or one has over 300 rows.
    """
    found: list[WorkbookRow] = []
    known = False
    for sheet, rows in sheets:
        if sheet.strip() in COLUMNS:
            known = True
            found += _rows_of(sheet.strip(), rows)
    if not known:
        raise CannotRead(why="no_hall_sheets")
    return found


def _rows_of(sheet: str, rows: Iterator[tuple[Cell, ...]]) -> Iterator[WorkbookRow]:
    headings = [_text(cell) for cell in next(rows, ())]
    places = {
        key: headings.index(heading)
        for key, heading in COLUMNS[sheet].items()
        if heading in headings
    }
    for number, row in enumerate(islice(rows, MOST_ROWS + 1), 2):
        if number > MOST_ROWS + 1:
            raise CannotRead(why="too_many_rows", most=MOST_ROWS)
        if not is_empty(row):
            cells = {key: _text(row[at]) if at < len(row) else "" for key, at in places.items()}
            yield WorkbookRow(sheet, number, {key: cells.get(key, "") for key in COLUMNS[sheet]})


def _text(cell: Cell) -> str:
    """A window's number is a number to Excel, and may come as 1.0."""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return "" if cell is None else str(cell).strip()


def new_accounts(session: Session, rows: Sequence[WorkbookRow]) -> set[str]:
    """Who would join: for each a password is made before the work."""
    named = {row.cells["account"].lower() for row in rows if row.sheet == PEOPLE}
    return {account for account in named if staff_by_account(session, account) is None}


def first_password() -> tuple[str, str]:
    """One to begin with, and what is kept of it. Slow as any password; raises TooBusy."""
    password = new_code(2).lower()
    return password, hashed(password)


def template_sheets(session: Session) -> dict[str, list[list[str]]]:
    """Each with its headings, and the services and windows that are there."""
    sheets = {title: [list(columns.values())] for title, columns in COLUMNS.items()}
    for service in entries(session, Service):
        minutes = str(service.promised_minutes or "")
        sheets[SERVICES].append([service.prefix, service.name, service.about, minutes])
    for window in entries(session, Window):
        letters = "、".join(service.prefix for service in window.services if service.in_use)
        sheets[WINDOWS].append([window.name, window.department, letters])
    return sheets


def take_in(
    work: UnitOfWork, rows: Sequence[WorkbookRow], passwords: Mapping[str, tuple[str, str]]
) -> list[NewAccount]:
    """The accounts that are new. ``passwords`` by account: to begin with, and what is kept.

    Raises WorkbookRefused with the problems of all rows: nothing is done then.
    """
    problems: list[RowProblem] = []
    joined: list[NewAccount] = []
    kinds: Mapping[str, Callable[[Row], None]] = {
        SERVICES: lambda cells: _service(work, cells),
        WINDOWS: lambda cells: _window(work, cells),
        PEOPLE: lambda cells: joined.extend(_person(work, cells, passwords)),
    }
    for sheet, act in kinds.items():  # windows name services: those come first
        if sheet == WINDOWS and problems:
            continue  # else each window of a service that is not right were told as wrong too
        for row in rows:
            if row.sheet == sheet:
                try:
                    act(row.cells)
                except HallError as refusal:
                    problems.append(RowProblem(sheet, row.number, _column(sheet, refusal), refusal))
    if problems:
        raise WorkbookRefused(count=len(problems), problems=problems)
    return joined


def _column(sheet: str, refusal: HallError) -> str:
    if isinstance(refusal, AlreadyThere):
        keys = [TAKEN_IN.get(key, "") for key in refusal.details]
    else:
        keys = [str(refusal.details.get("field", "")).removeprefix("sheet_")]
    return next((COLUMNS[sheet][key] for key in keys if key in COLUMNS[sheet]), "")


def _services(work: UnitOfWork) -> dict[str, Service]:
    return {service.prefix: service for service in entries(work.session, Service)}


def _service(work: UnitOfWork, cells: Row) -> None:
    prefix, minutes = cells["prefix"].upper(), cells["promised_minutes"]
    if minutes and not (minutes.isascii() and minutes.isdigit() and len(minutes) <= 3):
        raise Malformed(field="promised_minutes", most=MOST_MINUTES)
    kept = _services(work).get(prefix)
    wish = ServiceSettings(
        name=cells["name"],
        english_name=kept.english_name if kept else "",
        about=cells["about"],
        promised_minutes=int(minutes) if minutes else None,
        helps=bool(kept and kept.helps),
    )
    if kept:
        change_service(work, kept, wish)
    else:
        add_service(work, prefix, wish)


def _window(work: UnitOfWork, cells: Row) -> None:
    services = _services(work)
    wanted = [letter for letter in cells["service"].upper().replace("、", " ").split() if letter]
    if not wanted or any(letter not in services for letter in wanted):
        raise Malformed(field="sheet_service")
    named = {window.name: window for window in entries(work.session, Window)}
    kept = named.get(cells["window_name"])
    wish = WindowSettings(
        department=cells["department"],
        duty=bool(kept and kept.duty),
        services=[services[letter] for letter in wanted],
    )
    if kept:
        change_window(work, kept, wish)
    else:
        add_window(work, cells["window_name"], wish)


def _person(
    work: UnitOfWork, cells: Row, passwords: Mapping[str, tuple[str, str]]
) -> Iterator[NewAccount]:
    account = cells["account"].lower()
    if cells["role"] not in ROLES:
        raise Malformed(field="sheet_role")
    if staff_by_account(work.session, account):
        return
    first, kept = passwords[account]
    role = ROLES[cells["role"]]
    staff: Staff = join_staff(work, account=account, name=cells["name"], role=role, kept=kept)
    staff.must_change_password = True
    describe(
        work, staff, Particulars(cells["name"], role, cells["title_of_staff"], cells["department"])
    )
    yield NewAccount(staff.name, account, first)
