"""Drafting, publishing, changing and withdrawing items; what was shown when; counting."""

import re
import sqlite3
from contextlib import closing
from datetime import date, timedelta

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from hall.catalogue import guide, usage_counts, usage_report
from hall.catalogue.actions import change_item, draft_item, fill, publish, withdraw
from hall.catalogue.guide_checks import doubts
from hall.catalogue.model import DISCLOSURES, Item
from hall.catalogue.office_queries import item_by_id, office_list
from hall.catalogue.queries import fields_of, item_by_code, life_events_met, lines_of
from hall.catalogue.search.finder import Finder
from hall.catalogue.terms import ItemKind, ItemState, Module, Unit
from hall.catalogue.versions import versions_of, versions_on
from hall.clock import hall_day
from hall.database import open_database
from hall.database_versions import version_of
from hall.errors import AlreadyThere, NotComplete, NotFound
from hall.line.queries import window_by_name
from hall.settings import change_setting
from hall.unit_of_work import Hall
from tests.hall.catalogue.old_hall import make_old_hall

COMPLETE = {
    "code": "X-1",
    "name": "演示事项",
    "module": Module.APPLY,
    **dict.fromkeys(DISCLOSURES, "无"),
    "procedure": "受理、审查、决定",
}


@pytest.fixture
def draft(hall):
    def make(**values):
        with hall.work("staff:1") as work:
            return draft_item(work, {**COMPLETE, **values}).id

    return make


def do(hall, action, item_id, *more):
    with hall.work("staff:1") as work:
        return action(work, item_by_id(work.session, item_id), *more)


def seen(hall, code="X-1"):
    """What a visitor reads, or nothing."""
    try:
        with hall.read() as snapshot:
            return dict(item_by_code(snapshot.session, code).disclosures)
    except NotFound:
        return None


# Publishing.


def test_a_draft_is_the_offices_alone(hall, draft):
    draft()

    assert seen(hall) is None
    with hall.read() as snapshot:
        assert office_list(snapshot.session, only="draft")[1] == 1
        assert Finder().find(snapshot.session, "演示事项") == []


@pytest.mark.parametrize("name", DISCLOSURES)
def test_no_item_is_published_without_all_seven(hall, draft, name):
    item_id = draft(**{name: " "})

    with pytest.raises(NotComplete) as refusal:
        do(hall, publish, item_id)

    assert refusal.value.details["missing"] == [name]
    assert seen(hall) is None


def test_an_explicit_nothing_counts(hall, draft, facts):
    do(hall, publish, draft())

    assert seen(hall)["materials"] == "无"
    assert [fact.kind for fact in facts()][-2:] == ["ItemDrafted", "ItemPublished"]


def test_a_published_item_stays_complete(hall, draft):
    item_id = draft()
    do(hall, publish, item_id)

    with pytest.raises(NotComplete):
        do(hall, change_item, item_id, {"fees": ""})

    assert seen(hall)["fees"] == "无"


def test_what_is_withdrawn_is_gone_at_once(hall, draft):
    item_id = draft()
    do(hall, publish, item_id)
    finder = Finder()
    with hall.read() as snapshot:
        assert finder.find(snapshot.session, "演示事项")[0].id == item_id

    do(hall, withdraw, item_id)

    assert seen(hall) is None
    with hall.read() as snapshot:
        assert item_id not in [item.id for item in finder.find(snapshot.session, "演示事项")]


def test_no_code_is_given_twice(hall, draft):
    draft()

    with pytest.raises(AlreadyThere):
        draft()


def test_publishing_and_withdrawing_twice_says_so_once(hall, draft, facts):
    item_id = draft()
    for action in (withdraw, publish, publish, withdraw, withdraw):
        do(hall, action, item_id)

    told = [fact.kind for fact in facts() if fact.kind.startswith("Item")]
    assert told == ["ItemDrafted", "ItemPublished", "ItemWithdrawn"]


def test_the_index_follows_another_process(hall, config, draft, clock):
    item_id = draft(name="全新的名称")
    finder = Finder()
    with hall.read() as snapshot:
        assert finder.find(snapshot.session, "全新") == []
    other = Hall(open_database(config.database_url), clock)

    with other.work("staff:1") as work:
        publish(work, item_by_id(work.session, item_id))
    other.close()

    with hall.read() as snapshot:
        assert [item.id for item in finder.find(snapshot.session, "qxdmc")] == [item_id]


# Versions.


def test_what_was_shown_on_a_day_can_be_shown_again(hall, draft, clock):
    item_id = draft(fees="三元")
    first = hall_day(clock.now)
    do(hall, publish, item_id)
    clock.advance(days=2)
    do(hall, change_item, item_id, {"fees": "五元"})
    clock.advance(hours=1)
    do(hall, withdraw, item_id)

    def shown(day):
        with hall.read() as snapshot:
            return [
                dict(v.disclosures)["fees"] for v in versions_on(snapshot.session, item_id, day)
            ]

    days = [first + timedelta(days=n) for n in range(-1, 4)]
    assert [shown(day) for day in days] == [[], ["三元"], ["三元"], ["三元", "五元"], []]


def test_only_a_change_that_visitors_see_makes_a_version(hall, draft):
    item_id = draft()
    do(hall, publish, item_id)
    do(hall, change_item, item_id, {"aliases": ["俗称"], "position": 9})
    do(hall, change_item, item_id, {"name": "另一个名称"})

    with hall.read() as snapshot:
        assert [v.number for v in versions_of(snapshot.session, item_id)] == [2, 1]


def test_every_version_names_the_fact_that_made_it(hall, draft):
    item_id = draft()
    do(hall, publish, item_id)

    with hall.read() as snapshot:
        (version,) = versions_of(snapshot.session, item_id)
        assert version.seq == snapshot.seq


def test_versions_keep_materials_and_steps(hall, draft):
    paper = {"name": "身份证", "originals": 1, "copies": 0, "required": True}
    item_id = draft(material_rows=[paper], materials="")
    with hall.work("staff:1") as work:
        item = item_by_id(work.session, item_id)
        window = window_by_name(work.session, "1")
        change_item(work, item, {"steps": [{"name": "受理", "days": 1, "window": window}]})
        publish(work, item)

    with hall.read() as snapshot:
        (version,) = versions_of(snapshot.session, item_id)
        assert version.content["materials"][0]["name"] == "身份证"
        assert version.content["steps"] == [{"name": "受理", "days": 1, "window": "1"}]


# The guide, written out.


def test_materials_are_told_from_their_rows():
    item = fill(Item(), {"material_rows": [
        {"name": "身份证", "originals": 1, "copies": 2, "required": True, "note": "看后退还"},
        {"name": "委托书", "originals": 1, "required": False, "condition": "代办时提供"},
        {"name": "照片", "originals": 0, "copies": 0, "required": False},
    ]})  # fmt: skip

    assert dict(item.disclosures)["materials"].splitlines() == [
        "身份证：原件1份、复印件2份；必须提供；看后退还",
        "委托书：原件1份；代办时提供",
        "照片：需要时提供",
    ]


@pytest.mark.parametrize(
    ("limits", "told"),
    [
        ({}, ""),
        ({"legal_value": 20, "legal_unit": Unit.WORKING_DAY}, "法定时限：20个工作日"),
        ({"promised_unit": Unit.ON_THE_SPOT}, "承诺时限：当场办结"),
        (
            {"legal_value": 3, "legal_unit": Unit.MONTH, "promised_value": 8,
             "promised_unit": Unit.HOUR, "promised_note": "材料齐全"},
            "法定时限：3个月\n承诺时限：8小时（材料齐全）",
        ),
    ],
)  # fmt: skip
def test_time_limits_are_told_with_their_unit(limits, told):
    assert dict(fill(Item(), limits).disclosures)["time_limit"] == told


@pytest.mark.parametrize(
    ("is_fee", "standard", "told"),
    [
        (None, "无", "无"),
        (False, "无", "不收费。"),
        (False, "", "不收费。"),
        (True, "五元", "收费。\n五元"),
    ],
)
def test_fees_are_told_plainly(is_fee, standard, told):
    assert guide.fees(is_fee=is_fee, basis="", standard=standard) == told


# What a careful reader would ask.

GOOD = {**COMPLETE, "steps": [{"name": "受理", "days": 1, "window": None}]}


@pytest.mark.parametrize(
    ("code", "values"),
    [
        ("stages_missing", {"procedure": "受理"}),
        ("stages_out_of_order", {"procedure": "决定、审查、受理"}),
        ("at_once_with_long_promise", {"kind": ItemKind.AT_ONCE, "promised_value": 5,
                                       "promised_unit": Unit.WORKING_DAY}),
        ("promise_longer_than_law", {"legal_value": 5, "legal_unit": Unit.WORKING_DAY,
                                     "promised_value": 8, "promised_unit": Unit.DAY}),
        ("materials_only_in_conditions", {"conditions": "凭结婚证"}),
        ("materials_among_conditions", {"conditions": "提供原件"}),
        ("no_steps", {"steps": []}),
        ("unbound_steps", {}),
        ("steps_do_not_add_up", {"promised_value": 5, "promised_unit": Unit.WORKING_DAY}),
    ],
)  # fmt: skip
def test_each_doubt_is_raised(code, values):
    assert code in [doubt.code for doubt in doubts(fill(Item(), {**GOOD, **values}))]


def test_no_doubt_where_there_is_none(hall):
    with hall.read() as snapshot:
        window = window_by_name(snapshot.session, "1")
        good = {**GOOD, "steps": [{"name": "受理", "days": 1, "window": window}],
                "kind": ItemKind.AT_ONCE, "promised_value": 1, "promised_unit": Unit.WORKING_DAY,
                "legal_value": 2, "legal_unit": Unit.DAY}  # fmt: skip
        assert doubts(fill(Item(), good)) == []
        assert doubts(fill(Item(), {**GOOD, "module": Module.ENQUIRE, "procedure": "问"})) == []


def test_items_with_a_step_at_no_window_are_flagged(hall, draft):
    item_id = draft(steps=[{"name": "受理", "days": None, "window": None}])

    with hall.read() as snapshot:
        found, count = office_list(snapshot.session, only="unbound")
        assert ([item.id for item in found], count) == ([item_id], 1)
        assert found[0].has_unbound_step


def test_fields_and_life_events_lead_to_their_items(hall, draft):
    do(hall, publish, draft(field="户籍管理、乡村建设", life_events=["birth"]))

    with hall.read() as snapshot:
        born = {
            code: fields_of(field) for code, _, field in lines_of(snapshot.session, event="birth")
        }
        assert born["X-1"] == ["户籍管理", "乡村建设"]
        assert lines_of(snapshot.session, event="nothing") == []
        assert lines_of(snapshot.session, Module.ENQUIRE, event="birth") == []
        assert {"birth", "house"} <= life_events_met(snapshot.session)


# Counting without spying.


def test_views_are_counted_by_day_and_item(hall, clock):
    first = hall_day(clock.now)
    for days, found in ((0, False), (0, True), (1, False)):
        clock.advance(days=days)
        with hall.work("kiosk") as work:
            usage_counts.count_view(work, 1, found_by_search=found)

    with hall.read() as snapshot:
        ((item, use),) = usage_report.most_used(snapshot.session, first)
        assert (item.id, use.views, use.searches) == (1, 3, 1)
        assert [day.use[:2] for day in usage_report.by_day(snapshot.session, first)] == [
            (1, 0),
            (2, 1),
        ]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  打麻将 ", "打麻将"),
        ("430421199001011234", "…"),
        ("我是43042119900101123X", "我是…"),
        ("１３８ 1234-5678 打电话", "… 打电话"),
        ("12345", "12345"),
        ("138--1234 - 5678", "…"),
        ("长" * 30, "长" * 20),
        ("\x00\n", ""),
    ],
)
def test_typed_words_are_scrubbed(typed, kept):
    assert usage_counts.scrubbed(typed) == kept


@settings(deadline=None)  # a busy machine is no failure
@given(st.text(st.sampled_from("0123456789 -xX一二")))
@example("00000--0")
def test_no_long_number_is_ever_kept(typed):
    kept = usage_counts.scrubbed(typed)

    assert len(kept) <= 20
    assert not re.search(r"\d{6}", re.sub("[ -]", "", kept))


def test_words_are_forgotten_by_the_schedule(hall, clock):
    with hall.work("staff:1") as work:
        change_setting(work, "search_words_days", "7")
        usage_counts.count_miss(work, "旧的")
    clock.advance(days=6)
    with hall.work("kiosk") as work:
        usage_counts.count_miss(work, "新的")
        assert usage_counts.forget_old_words(work) == 0
        assert {words for words, _ in kept_words(work)} == {"旧的", "新的"}
    clock.advance(days=1)
    assert usage_counts.forget_words(hall) == 1
    with hall.work("kiosk") as work:
        assert set(kept_words(work)) == {("新的", 1), ("…", 1)}  # that there was one is counted


def kept_words(work):
    return usage_report.sought_in_vain(work.session, date.min)


def test_a_flood_of_words_fills_no_disk(hall, monkeypatch):
    monkeypatch.setattr(usage_counts, "MOST_WORDS_A_DAY", 3)
    with hall.work("kiosk") as work:
        for number in range(10):
            usage_counts.count_miss(work, f"词{number}")

        assert dict(kept_words(work))["…"] == 7
        assert len(kept_words(work)) == 4


# A database of the version before.


def test_an_old_catalogue_stays_public_and_becomes_its_own_first_version(tmp_path):
    file = tmp_path / "hall.sqlite3"
    make_old_hall(file)

    records = open_database(f"sqlite:///{file}")
    with closing(sqlite3.connect(file)) as database:
        assert database.execute("SELECT state, life_events FROM item").fetchone() == (
            "published", "[]",
        )  # fmt: skip
    hall = Hall(records)
    with hall.read() as snapshot:
        item = item_by_code(snapshot.session, "OLD-1")
        (version,) = versions_of(snapshot.session, item.id)
        assert item.state is ItemState.PUBLISHED
        assert list(version.disclosures) == [(name, f"旧的 {name}") for name in DISCLOSURES]
        assert (version.number, version.seq, version.valid_until) == (1, 1, None)
    assert version_of(records.engine) != "0001"
    hall.close()
