"""What holds for every guide of the demonstration: one situation, and nothing that nobody has."""

import pytest
from sqlalchemy import select

from hall.catalogue import queries
from hall.catalogue.guide_checks import doubts
from hall.catalogue.model import Item
from hall.catalogue.terms import LIFE_EVENTS, Module

#: Guides of one situation, and what the visitor has to have for it.
SITUATIONS = {
    "给新生儿上户口": "出生医学证明",
    "把户口迁到本镇": "户口簿",
    "亲人去世，注销户口": "死亡证明",
    "身份证丢了，补办": None,
    "申请低保": "户口簿",
    "遇到急难，申请临时救助": "申请书",
    "社保卡丢了，补办": None,
    "房产证丢了，补办": "遗失、灭失声明",
    "老板拖欠工资，讨薪维权": None,
}
#: What stands on a paper only some have, or that says when it may be missing.
ONLY_FOR_SOME = ("时提供", "的，还要", "有的", "除外", "找得到", "没有的", "不用提供")
#: Laws by which other bodies act: the county's, the courts', a city's.
OF_OTHERS = ("治安管理处罚法", "城市居民最低生活保障条例", "城乡规划法", "中华人民共和国水法")
MANY = 3  # cases in which a paper is needed; a guide with more is several guides


@pytest.fixture
def guides(hall):
    with hall.read() as snapshot:
        yield list(snapshot.session.scalars(select(Item).order_by(Item.position)))


def test_every_situation_has_its_guide_and_asks_for_its_paper(guides):
    required = {
        item.name: "、".join(row.name for row in item.material_rows if row.required)
        for item in guides
    }

    for name, paper in SITUATIONS.items():
        assert (paper or "") in required[name]


def test_nobody_is_asked_for_what_they_have_lost(guides):
    lost = [item for item in guides if "丢了" in item.name]

    assert lost
    for item in lost:
        thing = item.name.partition("丢了")[0]
        assert not [row.name for row in item.material_rows if row.required and thing in row.name]


def test_what_only_some_must_bring_says_so_and_is_not_required(guides):
    rows = [row for item in guides for row in item.material_rows]

    assert all(row.condition for row in rows if not row.required)
    assert [
        (row.name, row.note)
        for row in rows
        if any(word in f"{row.name}{row.note}" for word in ONLY_FOR_SOME)
    ] == []


def test_what_is_to_be_written_can_be_written_by_the_window(guides):
    forms = [row for item in guides for row in item.material_rows if row.name == "社会救助申请书"]

    assert forms
    assert all("代写" in row.note for row in forms)


def test_a_guide_that_is_applied_for_has_few_cases(guides):
    many = {
        item.name: [row.condition for row in item.material_rows if row.condition]
        for item in guides
        if item.module is Module.APPLY
    }

    assert {name: cases for name, cases in many.items() if len(set(cases)) > MANY + 1} == {}


def test_the_law_is_the_one_by_which_the_town_acts(guides):
    assert [
        (item.name, law) for item in guides for law in OF_OTHERS if law in item.legal_basis
    ] == []


def test_every_event_of_a_life_leads_to_something_to_do_with_a_whole_guide(hall, guides):
    with hall.read() as snapshot:
        events = queries.life_events_met(snapshot.session)

    for event in events:
        met = [item for item in guides if event in item.life_events]
        assert all(not item.missing for item in met), LIFE_EVENTS[event]
        assert met, LIFE_EVENTS[event]
    assert {"birth", "moving", "farewell", "hardship", "illness"} <= set(events)


def test_a_careful_reader_finds_no_papers_hidden_in_conditions(guides):
    assert [
        (item.name, doubt)
        for item in guides
        for doubt in doubts(item)
        if doubt.code.startswith("materials")
    ] == []
