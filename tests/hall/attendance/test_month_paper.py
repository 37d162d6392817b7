"""The month on paper, drawn and read back by another program than the one that drew it."""

import re
from datetime import date

import pypdfium2
import pytest

from hall.attendance.months.model import SignatureStep
from hall.attendance.months.month_paper import month_paper
from hall.attendance.months.signing import sign
from hall.pdf_papers.pdf_drawing import draw
from hall.people.model import Staff
from tests.hall.attendance.month_office import AFTERWARDS, OCTOBER, TIMES, open_office, punch
from tests.hall.attendance.office_times import at

ACROSS = (842, 595)  # A4 in points


@pytest.fixture
def people(hall, clock):
    clock.now = AFTERWARDS
    people = open_office(hall, 40)
    punch(hall, *((people[0], at(time)) for time in ("8:41", "12:00", "14:30", "17:30")))
    return people


def written(hall):
    with hall.read() as snapshot:
        return month_paper(snapshot, OCTOBER, "测试大厅")


def lock(hall):
    for step in SignatureStep:
        with hall.work("staff:1") as work:
            sign(work, OCTOBER, step, work.session.get_one(Staff, 1))


def test_forty_people_stand_on_numbered_pages_with_heads_and_a_place_for_the_seal(hall, people):
    lock(hall)
    pages = list(pypdfium2.PdfDocument(draw(written(hall))))
    texts = [page.get_textpage().get_text_range() for page in pages]

    assert {tuple(round(side) for side in page.get_size()) for page in pages} == {ACROSS}
    for number, text in enumerate(texts, 1):
        assert f"第 {number} 页，共 {len(pages)} 页" in text
        assert "序号" in text
    assert len(pages) == 4
    in_grid = re.findall(r"考勤员工(\d+)", texts[0] + texts[1])
    assert in_grid == [str(number) for number in range(1, 41)]
    assert texts[0].startswith("2026年10月考勤表\r")
    assert "▲√" in texts[0]
    assert "▲ 迟到；" in texts[0]
    for signer in ("考勤员：", "分管领导：", "主要领导：", "（盖章）"):
        assert signer in texts[-1]


def test_an_open_month_says_so_and_a_locked_one_stays_as_it_was_signed(hall, people):
    assert written(hall).title == "2026年10月考勤表（没有锁定）"
    assert written(hall).blocks[-1].signatures == [
        ("考勤员", ""),
        ("分管领导", ""),
        ("主要领导", ""),
    ]
    lock(hall)
    punch(hall, *((people[0], at(time, date(2026, 10, 13))) for time in TIMES))

    grid, sums, signed = written(hall).blocks
    head = dict(zip(grid.head, grid.rows[0], strict=True))
    assert (head["12\n一"], head["13\n二"]) == ("▲√", "×")
    row = dict(zip(sums.head, sums.rows[0], strict=True))
    assert (row["应出勤天"], row["实出勤天"], row["旷工天"], row["迟到分"]) == (
        "18",
        "1",
        "17",
        "11",
    )
    assert signed.signatures[2] == ("主要领导", "演示员甲 2026-11-02 09:00 在系统里签过")
    assert "校验码" in written(hall).foot


def test_no_row_is_wider_than_the_line(hall, people):
    for block in written(hall).blocks[:2]:
        assert len(block.widths) == len(block.head) == len(block.rows[0])
        assert sum(block.widths) == pytest.approx(100)
