"""Finding items, notices in their time, settings."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hall.catalogue.queries import fields_of, item_by_code, lines_of, name_of
from hall.catalogue.search.finder import Finder
from hall.catalogue.terms import FIELDS, Module
from hall.errors import NotFound
from hall.events import SettingChanged
from hall.notices.model import Notice
from hall.notices.notice_life import NoticeState
from hall.notices.queries import notice_showing, showing
from hall.settings import change_setting, setting


def found(hall, wanted):
    with hall.read() as snapshot:
        return [item.name for item in Finder().find(snapshot.session, wanted)]


def test_items_are_found_by_name_code_and_everyday_words(hall):
    assert "社保医保办卡补卡" in found(hall, "补卡")
    assert found(hall, "YS-B-04") == ["危旧房改造"]
    assert "社保医保办卡补卡" in found(hall, "卡丢了")
    assert len(found(hall, "")) == 21


@pytest.mark.parametrize(
    "wanted", ["u", "c4", "\\u", "%", "_", "没有这样的事", "𠮷", "é", '"', "["]
)
def test_what_no_item_says_finds_none(hall, wanted):
    assert found(hall, wanted) == []


def test_capital_letters_make_no_difference(hall):
    assert found(hall, "ys-b-01") == found(hall, "YS-B-01") != []


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(wanted=st.text(max_size=20))
def test_any_text_may_be_searched_for(hall, wanted):
    assert set(found(hall, wanted)) <= set(found(hall, ""))


def test_an_unknown_item_is_not_found(hall):
    with hall.read() as snapshot:
        with pytest.raises(NotFound):
            item_by_code(snapshot.session, "nothing")
        assert name_of(snapshot.session, "nothing") == name_of(snapshot.session, None) == ""


def test_a_notice_shows_from_its_first_moment_to_just_before_its_last(hall, clock):
    start, end = clock.now + timedelta(hours=1), clock.now + timedelta(hours=2)
    with hall.work() as work:
        notice = Notice(title="停电", body="一", starts_at=start, ends_at=end)
        notice.state = NoticeState.PUBLISHED
        work.session.add(notice)

    def shows(moment):
        with hall.read() as snapshot:
            return notice.id in [each.id for each in showing(snapshot.session, moment)]

    moment = timedelta(microseconds=1)
    assert [shows(at) for at in (start - moment, start, end - moment, end)] == [
        False, True, True, False,
    ]  # fmt: skip
    with hall.read() as snapshot, pytest.raises(NotFound):
        notice_showing(snapshot.session, notice.id, end)


def test_a_setting_is_told_only_when_it_changes(hall, facts):
    for value in ("yes", "no", "no", "yes"):
        with hall.work() as work:
            change_setting(work, "mask_names", value)

    told = [fact for fact in facts() if isinstance(fact, SettingChanged)]
    assert [fact.value for fact in told] == ["no", "yes"]
    with hall.read() as snapshot:
        assert setting(snapshot.session, "mask_names") == "yes"
    with pytest.raises(NotFound), hall.work() as work:
        change_setting(work, "colour", "red")


# The county plan's rows R5, R10 and R11, in the demonstration.


@pytest.mark.parametrize("field", FIELDS)
def test_every_field_of_service_has_an_item(hall, field):
    with hall.read() as snapshot:
        assert any(field in fields_of(line[2]) for line in lines_of(snapshot.session))


def test_no_step_of_the_demonstration_is_at_no_window(hall):
    with hall.read() as snapshot:
        for code, _, _ in lines_of(snapshot.session, Module.APPLY):
            item = item_by_code(snapshot.session, code)
            assert item.steps
            assert not item.has_unbound_step


@pytest.mark.parametrize(
    ("initials", "name"),
    [("czhnzc", "财政惠农政策及涉农补贴"), ("fpzc", "扶贫政策措施"), ("gcw", "古村（屋）修缮"),
     ("gsgc", "改水改厕"), ("xfjd", "信访接待"), ("zzts", "综治投诉")],
)  # fmt: skip
def test_initials_find_every_item_of_the_second_module(hall, initials, name):
    assert found(hall, initials)[0] == name
