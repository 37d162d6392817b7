"""The month on paper: the grid with its legend, the sums, and lines to sign, with their seal."""

from collections.abc import Sequence
from datetime import date

from hall.attendance.absences.model import SlipKind
from hall.attendance.months.calendar_month import CalendarMonth
from hall.attendance.months.locked_months import locked
from hall.attendance.months.model import MonthSignature, SignatureStep, SignedMonth
from hall.attendance.months.month_columns import (
    NOT_LOCKED,
    cell_of,
    head_of,
    legend_of,
    name_of,
    sums_of,
)
from hall.attendance.months.month_workbook import Value
from hall.attendance.months.sheet import sheet_of
from hall.attendance.months.signed_content import Content, content_of, digest_of, used_kinds
from hall.attendance.months.signing import signatures
from hall.clock import local
from hall.pdf_papers.pdf_paper import PdfBlock, PdfPaper
from hall.unit_of_work import ReadSession

SIGNERS = {
    SignatureStep.KEEPER: "考勤员",
    SignatureStep.DEPUTY: "分管领导",
    SignatureStep.DIRECTOR: "主要领导",
}
WEEKDAYS = "一二三四五六日"
NUMBER_WIDTH, NAME_WIDTH = 2.2, 7.0  # hundredths of the line, as all widths of a paper
#: Of the columns of the sums that hold words; those with a number share the rest.
WORD_WIDTHS = {"序号": NUMBER_WIDTH, "姓名": NAME_WIDTH, "部门": 8.0, "类别": 7.0, "备注": 14.0}


def month_paper(snapshot: ReadSession, month: CalendarMonth, hall_name: str) -> PdfPaper:
    """A locked month as it was signed, an open one as it is now, and says so."""
    sheet = sheet_of(snapshot, month)
    signed = locked(snapshot.session, month)
    content = signed.content if signed else content_of(sheet)
    given = signatures(snapshot.session, month, digest_of(content))
    title = f"{name_of(month)}考勤表{'' if signed else NOT_LOCKED}"
    blocks = [
        _grid(content, month, sheet.kinds),
        _sums(content, used_kinds(sheet.kinds, content)),
        PdfBlock(signatures=_lines(given)),
    ]
    return PdfPaper(title, hall_name, _foot(snapshot, title, signed), blocks, across=True)


def _grid(content: Content, month: CalendarMonth, kinds: Sequence[SlipKind]) -> PdfBlock:
    dates = [date.fromordinal(day) for day in month.days]
    width = (100 - NUMBER_WIDTH - NAME_WIDTH) / len(dates)
    return PdfBlock(
        text=f"{legend_of(kinds, content)}。一格里有两个符号的，前一个是上午，后一个是下午。",
        head=["序号", "姓名", *(f"{day.day}\n{WEEKDAYS[day.weekday()]}" for day in dates)],
        rows=[
            [str(number), person["name"], *(cell_of(person, day) for day in dates)]
            for number, person in enumerate(content["people"], 1)
        ],
        widths=[NUMBER_WIDTH, NAME_WIDTH, *[width] * len(dates)],
        signs=True,
    )


def _sums(content: Content, kinds: Sequence[SlipKind]) -> PdfBlock:
    names = [kind.name for kind in kinds]
    head = head_of(names)
    width = (100 - sum(WORD_WIDTHS.values())) / (len(head) - len(WORD_WIDTHS))
    people = enumerate(content["people"], 1)
    return PdfBlock(
        heading="汇总",
        head=head,
        rows=[[_said(value) for value in sums_of(*row, names)] for row in people],
        widths=[WORD_WIDTHS.get(name, width) for name in head],
        signs=True,
    )


def _said(value: Value) -> str:
    return f"{value:g}" if isinstance(value, int | float) else value or ""


def _lines(given: Sequence[MonthSignature]) -> list[tuple[str, str]]:
    by_step = {row.step: row for row in given}
    return [(who, _signed_by(by_step.get(step))) for step, who in SIGNERS.items()]


def _signed_by(row: MonthSignature | None) -> str:
    return f"{row.staff.name} {local(row.signed_at):%Y-%m-%d %H:%M} 在系统里签过" if row else ""


def _foot(snapshot: ReadSession, title: str, signed: SignedMonth | None) -> str:
    if signed is None:
        return f"{title}　{local(snapshot.now):%Y-%m-%d %H:%M} 打印，以锁定后的为准"
    locked_at = f"{local(signed.locked_at):%Y-%m-%d %H:%M} 锁定"
    return f"{title}　{locked_at}，日志第 {signed.seq} 条，校验码 {signed.digest}"
