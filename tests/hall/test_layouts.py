"""Layouts of papers: what the office writes becomes a sheet, or a clear refusal."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hall.errors import Malformed
from hall.events import LayoutChanged
from hall.line.model import Ticket
from hall.machines import Paragraph, Sheet, TextSize
from hall.slips.layout import check_layout, sheet_from
from hall.slips.letterhead import Letterhead
from hall.slips.model import PaperSlip
from hall.slips.paper_kinds import KINDS, SAMPLE_ADDRESS, SAMPLE_HALL, SAMPLE_PHONE
from hall.slips.paper_layouts import (
    change_layout,
    composed,
    edited,
    forget_layout,
    layout_of,
    samples_of,
)

WORDS = {"大厅": "云集镇", "空": "", "材料": ["户口簿", "照片"], "无": []}


@pytest.mark.parametrize(
    ("line", "paragraph"),
    [
        ("{大厅}中心", Paragraph(text="云集镇中心")),
        ("= 居中", Paragraph(text="居中", centred=True)),
        ("* 高", Paragraph(text="高", size=TextSize.TALL, bold=True)),
        ("## 大", Paragraph(text="大", size=TextSize.LARGE, centred=True, bold=True)),
        ("√ 已收", Paragraph(text="已收", ticked=True)),
        ("---", Paragraph(text="---")),
        ("#= 一行", Paragraph(text="一行", size=TextSize.FITTED, centred=True)),
        ("[空]", Paragraph(text="", size=TextSize.SPACE)),
    ],
)
def test_a_mark_in_front_makes_the_size(line, paragraph):
    assert sheet_from(line, WORDS).body == (paragraph,)


def test_title_logo_code_and_footers_have_their_places():
    layout = "[标志]\n# 标题\n[二维码] http://x｜扫码\n> 一\n> 二"

    assert sheet_from(layout, WORDS) == Sheet(
        title="标题", logo=True, link="http://x", link_label="扫码", footer="一　二"
    )


def test_a_second_mark_brings_a_line_below_the_code():
    layout = "[二维码] http://x｜扫码\n>#= 大\n>= 小\n> 脚"

    sheet = sheet_from(layout, WORDS)

    assert sheet.below == (
        Paragraph(text="大", size=TextSize.FITTED, centred=True),
        Paragraph(text="小", centred=True),
    )
    assert (sheet.body, sheet.footer) == ((), "脚")


def test_a_line_is_printed_where_it_stands():
    sheet = sheet_from("# 标题\n上\n# 又一个\n[二维码] http://x｜扫码\n下\n---\n> 脚", WORDS)

    assert sheet.title == "标题"
    assert [paragraph.text for paragraph in sheet.body] == ["上", "又一个"]
    assert [paragraph.text for paragraph in sheet.below] == ["下", "---"]


def test_a_title_is_no_title_any_more_below_other_lines():
    sheet = sheet_from("= {大厅}\n# 公告", WORDS)

    assert sheet.title == ""
    assert sheet.body[1] == Paragraph(text="公告", size=TextSize.LARGE, centred=True, bold=True)


OWN = {"hall": "某镇大厅", "phone": "010-1", "hours": "9:00—17:00"}


@pytest.mark.parametrize("kind", KINDS)
def test_a_sample_is_of_this_hall(kind):
    words = samples_of(kind, **OWN, address="http://10.0.0.1:8000")
    said = sheet_from(KINDS[kind].layout, words).as_json()

    assert "某镇大厅" in said
    assert words.get("投诉电话", "010-1") == "010-1"
    assert words.get("链接", "http://10.0.0.1:8000/").startswith("http://10.0.0.1:8000/")
    assert not any(sample in said for sample in (SAMPLE_HALL, SAMPLE_PHONE, SAMPLE_ADDRESS))


@pytest.mark.parametrize("kind", KINDS)
def test_a_sample_of_a_hall_without_an_address_has_no_code(kind):
    assert not sheet_from(KINDS[kind].layout, samples_of(kind, **OWN, address="")).link


def test_a_list_gives_a_line_each_and_an_empty_word_none():
    sheet = sheet_from("□ {材料}\n有：{空}\n□ {无}\n\n完", WORDS)

    assert [each.text for each in sheet.body] == ["户口簿", "照片", "", "完"]


def test_an_unknown_word_is_refused_with_those_that_are_known():
    with pytest.raises(Malformed) as caught:
        sheet_from("{姓名}", WORDS)

    assert caught.value.details["word"] == "姓名"
    assert "大厅" in str(caught.value.details["known"])


@pytest.mark.parametrize("layout", ["", "# 只有标题", "行\n" * 61, "长" * 4_001])
def test_a_layout_that_could_not_be_printed_is_refused(layout):
    with pytest.raises(Malformed):
        check_layout(layout, WORDS)


@pytest.mark.parametrize("kind", KINDS)
def test_every_paper_as_delivered_is_one_the_office_could_have_written(kind):
    check_layout(KINDS[kind].layout, KINDS[kind].words)


@given(st.text(max_size=200))
def test_whatever_is_written_becomes_a_sheet_or_a_refusal(layout):
    with suppress(Malformed):
        assert isinstance(sheet_from(layout, WORDS), Sheet)


def test_a_layout_is_kept_told_and_forgotten(hall, facts):
    with hall.work("staff:1") as work:
        change_layout(work, "diary", "{取号}\r\n完")
    with hall.read() as snapshot:
        assert layout_of(snapshot.session, "diary") == "{取号}\n完"
        words = {**KINDS["diary"].words, "取号": "7"}
        assert composed(snapshot.session, "diary", words).body[0].text == "7"

    for _ in range(2):
        with hall.work("staff:1") as work:
            forget_layout(work, "diary")
    with hall.read() as snapshot:
        assert not edited(snapshot.session, "diary")
    assert [fact for fact in facts() if isinstance(fact, LayoutChanged)] == [
        LayoutChanged("diary")
    ] * 2


def test_a_number_is_printed_as_delivered_until_its_layout_is_edited(hall, take):
    letterhead = Letterhead("云集镇", "0734", "http://hall")
    with hall.work() as work:
        ticket = take(work)
        slip = PaperSlip(ticket=ticket, reprint=True)
        as_delivered = letterhead.compose(work.session, ticket, slip)
        change_layout(work, "number", "### {号码}\n{窗口}")

        sheet = letterhead.compose(work.session, ticket, slip)

    assert as_delivered.below[0].text == "过号请告知窗口工作人员"
    assert not sheet.below
    assert sheet.body[0] == Paragraph(
        text=ticket.number, size=TextSize.HUGE, centred=True, bold=True
    )
    assert sheet.body[1].text.startswith("请")
    assert sheet.banner == as_delivered.banner == "【补打】"


def test_a_forecast_has_its_place_in_an_edited_layout(hall, take):
    letterhead = Letterhead("云集镇", "0734", "http://hall")
    with hall.work() as work:
        ticket = take(work)
        change_layout(work, "number", "### {号码}\n## {预计}\n没有空行")
        slip = PaperSlip(ticket=ticket, reprint=False)
        foretold = letterhead.compose(work.session, ticket, slip, "预计9:45\n最迟10:05")
        silent = letterhead.compose(work.session, ticket, slip)

    assert [each.text for each in foretold.body[1:]] == ["预计9:45", "最迟10:05", "没有空行"]
    assert [each.text for each in silent.body[1:]] == ["没有空行"]


@pytest.fixture
def take():
    from hall.issuing.tickets import TicketRequest, issue_ticket
    from hall.line.queries import service_by_prefix

    def take(work) -> Ticket:
        return issue_ticket(work, service_by_prefix(work.session, "A"), TicketRequest("kiosk"))

    return take
