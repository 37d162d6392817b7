"""One-time notices: kept as given, given once, for who is at the window."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hall.catalogue.queries import item_by_code
from hall.clock import hall_day
from hall.errors import Malformed, NotToday, NotYours
from hall.events import OneTimeNoticeGiven
from hall.guidance.actions import OneTimeTelling, print_narrow, tell
from hall.guidance.materials import Material, materials_of, read_materials
from hall.guidance.one_time_sheet import sheet_of
from hall.guidance.queries import given_on, notice_by_id
from hall.issuing.tickets import TicketRequest, issue_ticket
from hall.line import calling, finishing, queries
from hall.people.queries import staff_by_account
from hall.slips.actions import came_out, take_up
from hall.slips.model import PaperSlip

ITEM = "YS-B-01"


@pytest.fixture
def visit(hall):
    with hall.work("staff:3") as work:
        found = queries.service_by_prefix(work.session, "A")
        issue_ticket(work, found, TicketRequest("kiosk", item_code=ITEM))
        return calling.call_next(work, queries.window_by_name(work.session, "1")).id


def told(hall, ticket_id, window="1", item=ITEM, **more):
    with hall.work("staff:3") as work:
        session = work.session
        telling = OneTimeTelling(
            key=more.pop("key", "press"),
            window=queries.window_by_name(session, window),
            clerk=staff_by_account(session, "bing"),
            ticket=queries.ticket_by_id(session, ticket_id) if ticket_id else None,
        )
        return tell(work, item_by_code(session, item), replace(telling, **more)).id


def test_the_demonstrations_materials_are_read_line_by_line(hall):
    with hall.read() as snapshot:
        first, *_, last = materials_of(item_by_code(snapshot.session, ITEM))

    assert first == Material("本人居民身份证", "原件1份、复印件1份", "必须提供；看后退还")
    assert last.name == "委托书"


@pytest.mark.parametrize(
    ("line", "material"),
    [
        ("身份证：原件1份；必须提供", Material("身份证", "原件1份", "必须提供")),
        ("委托书：请人代办时提供", Material("委托书", "", "请人代办时提供")),
        ("户口簿", Material("户口簿")),
        ("照片：2份；必须提供；来源：自备", Material("照片", "2份", "必须提供；来源：自备")),
        ("：", Material("：")),
    ],
)
def test_a_line_is_read_as_far_as_it_goes(line, material):
    assert read_materials(line) == [material]


@given(st.lists(st.text(st.characters(exclude_categories=["Cc", "Zl", "Zp", "Cs"])), max_size=8))
def test_every_line_that_says_something_is_a_material_with_a_name(lines):
    text = "\n".join(lines)

    materials = read_materials(text)

    said = [line.strip() for line in text.splitlines() if line.strip()]
    assert len(materials) == len([line for line in said if line not in {"无", "无。", "没有"}])
    assert all(each.name for each in materials)


def test_a_notice_stays_as_it_was_given_whatever_the_guide_says_later(hall, visit, facts):
    notice_id = told(hall, visit, missing=[2, 0, 2], remark="  请先\n换证 ")
    assert facts()[-1] == OneTimeNoticeGiven(notice_id=notice_id, ticket_id=visit, item=ITEM)
    with hall.work() as work:
        item_by_code(work.session, ITEM).materials = "别的：原件1份"

    with hall.read() as snapshot:
        notice = notice_by_id(snapshot.session, notice_id)
        assert notice.missing_names == ["本人居民身份证", "代办人居民身份证"]
        assert notice.remark == "请先 换证"
        assert notice.item_name == "社保医保办卡补卡"
        assert len(notice.guide) == 7
        assert notice.number == "20250303-0001"
        assert notice.first_asked.account == "bing"


def test_the_same_press_twice_is_one_notice_and_other_ticks_are_another(hall, visit, facts):
    first = told(hall, visit, missing=[0])

    assert told(hall, visit, missing=[0]) == first
    assert told(hall, visit, missing=[1]) != first
    assert told(hall, visit, missing=[0], key="another page") != first
    assert len([fact for fact in facts() if isinstance(fact, OneTimeNoticeGiven)]) == 3


@pytest.mark.parametrize(
    "wrong",
    [{"missing": [99]}, {"missing": [-1]}, {"remark": "x" * 201}, {"remark": "\x00"}, {"key": ""},
     {"key": "x" * 65}],
)  # fmt: skip
def test_what_makes_no_sense_is_refused(hall, visit, facts, wrong):
    with pytest.raises(Malformed):
        told(hall, visit, **wrong)

    assert not any(isinstance(fact, OneTimeNoticeGiven) for fact in facts())


def test_a_notice_is_for_who_is_here_today(hall, visit, clock):
    with pytest.raises(NotYours):
        told(hall, visit, window="2")
    with hall.work("staff:3") as work:
        finishing.finish(work, queries.ticket_by_id(work.session, visit))
    assert told(hall, visit)  # has just gone, and the paper is handed after them
    assert told(hall, None, window="2")  # somebody who telephones

    clock.advance(days=1)
    with pytest.raises(NotToday):
        told(hall, visit, key="tomorrow")


def test_the_first_asked_officer_stays_through_a_transfer(hall, visit):
    with hall.work("staff:3") as work:
        ticket = queries.ticket_by_id(work.session, visit)
        ticket.first_asked_id = staff_by_account(work.session, "ren").id

    notice_id = told(hall, visit)

    with hall.read() as snapshot:
        notice = notice_by_id(snapshot.session, notice_id)
        assert (notice.first_asked.account, notice.staff.account) == ("ren", "bing")


def test_the_office_finds_the_notices_of_a_day(hall, visit, clock):
    told(hall, visit)
    today = hall_day(clock.now)
    clock.advance(days=1)
    told(hall, None, key="later")

    with hall.read() as snapshot:
        assert [each.day for each in given_on(snapshot.session, today)] == [today]


def narrow(hall, notice_id):
    with hall.work("staff:3") as work:
        notice = notice_by_id(work.session, notice_id)
        sheet = sheet_of(notice, hall="测试大厅", complaint_phone="0734-0000000")
        print_narrow(work, notice, sheet)
    return sheet


def sheets(hall):
    with hall.read() as snapshot:
        rows = snapshot.session.query(PaperSlip).filter(PaperSlip.sheet.is_not(None))
        return [each.reprint for each in rows.order_by(PaperSlip.id)]


def test_on_narrow_paper_the_missing_stand_first_with_a_box(hall, visit):
    sheet = narrow(hall, told(hall, visit, missing=[1], remark="请换证"))

    boxes = [each.text for each in sheet.body if each.ticked is False]
    said = "".join(each.text for each in sheet.body)
    assert boxes == ["旧社会保障卡"]
    for text in (
        "社保医保办卡补卡",
        "本人居民身份证",
        "请换证",
        "A001",
        "申请人签名",
        "首问责任人",
    ):
        assert text in said


def test_a_sheet_on_its_way_is_enough_and_a_second_one_is_marked(hall, visit):
    notice_id = told(hall, visit)
    narrow(hall, notice_id)
    narrow(hall, notice_id)
    assert sheets(hall) == [False]

    for _ in range(2):  # the number slip first
        with hall.work("printer") as work:
            slip = take_up(work)
            came_out(work, slip, "confirmed", None)
    narrow(hall, notice_id)

    assert sheets(hall) == [False, True]
