"""The life of a notice: nothing shows that a second person has not read, nothing that is over."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from hall.clock import HALL_ZONE
from hall.database import open_database
from hall.errors import (
    HallError,
    Malformed,
    NothingToShow,
    OwnNotice,
    Rewritten,
    Undecided,
    WrongStage,
)
from hall.events import NoticeExpired, NoticePublished, NoticeWithdrawn
from hall.notices.issues_due import issues_due
from hall.notices.levels import OF_NOTICES, Level
from hall.notices.model import BOARD_PAGES, Notice, NoticeKind
from hall.notices.notice_life import LIFE, NoticeAction, NoticeState
from hall.notices.playing import playing_on
from hall.notices.publishing import (
    Decision,
    approve,
    expire_what_is_over,
    marked,
    send_back,
    submit,
    withdraw,
)
from hall.notices.queries import board_pages_missing, notice_by_id, published, showing
from hall.notices.schedule import Schedule
from hall.notices.scheduling import reschedule
from hall.notices.showing import NoticeSchedule
from hall.notices.substance import digest
from hall.notices.uploads import Shown
from hall.notices.writing import Draft, edit, put_files, revise, write
from hall.people.model import Role, Staff
from hall.people.queries import staff_by_account
from hall.settings import change_setting
from hall.unit_of_work import Hall
from tests.conftest import MORNING, StoppedClock

pytestmark = pytest.mark.slow

TEXT = Draft(kind=NoticeKind.TEXT, title="停电通知", body="明天上午停电。")


@pytest.fixture
def work(hall):
    with hall.work("staff:1") as work:
        yield work


@pytest.fixture
def jia(work):
    return staff_by_account(work.session, "jia")


@pytest.fixture
def yi(work):
    return staff_by_account(work.session, "yi")


def public(work, writer, reader, draft=TEXT):
    notice = write(work, draft, writer)
    submit(work, notice, Decision.LET_STAND)
    approve(work, notice, reader)
    return notice


def titles(work):
    return [each.title for each in showing(work.session, work.now)]


def test_it_shows_when_a_second_person_has_approved_it_and_not_before(work, jia, yi):
    notice = write(work, TEXT, jia)
    assert "停电通知" not in titles(work)
    submit(work, notice)
    assert "停电通知" not in titles(work)

    approve(work, notice, yi)

    assert "停电通知" in titles(work)
    assert notice.approved_by is yi


def test_nobody_approves_what_they_wrote_any_of(work, jia, yi):
    notice = write(work, TEXT, jia)
    edit(work, notice, Draft(kind=NoticeKind.TEXT, title="停水通知", body="明天停水。"), yi)
    submit(work, notice)

    for writer in (jia, yi):
        with pytest.raises(OwnNotice):
            approve(work, notice, writer)
    assert notice.state is NoticeState.REVIEW


def test_what_was_changed_after_it_was_read_is_not_approved_unread(work, jia, yi):
    notice = write(work, TEXT, jia)
    submit(work, notice)
    read = digest(notice)
    edit(work, notice, replace(TEXT, body="换了一句。"), jia)
    submit(work, notice)

    with pytest.raises(Rewritten):
        approve(work, notice, yi, seen=read)
    assert notice.state is NoticeState.REVIEW
    approve(work, notice, yi, seen=digest(notice))


def test_a_hall_of_one_switches_four_eyes_off_and_the_journal_tells(hall, facts):
    with hall.work("staff:1") as work:
        change_setting(work, "four_eyes", "no")
        jia = staff_by_account(work.session, "jia")
        public(work, jia, jia)

    (fact,) = [each for each in facts() if isinstance(each, NoticePublished)]
    assert fact.own
    assert len(fact.digest) == 64


def test_a_change_of_substance_goes_back_to_review(work, jia, yi):
    notice = write(work, TEXT, jia)
    submit(work, notice)

    edit(work, notice, Draft(kind=NoticeKind.TEXT, title="停电通知", body="后天停电。"), jia)

    assert notice.state is NoticeState.DRAFT
    with pytest.raises(WrongStage):
        approve(work, notice, yi)


def test_an_edit_that_changes_nothing_is_none(work, jia, yi):
    notice = write(work, TEXT, jia)
    submit(work, notice)

    edit(work, notice, TEXT, yi)

    assert notice.state is NoticeState.REVIEW
    assert notice.hands == [jia.id]


def test_what_is_public_is_not_edited_but_replaced_in_one_moment(work, jia, yi):
    notice = public(work, jia, yi)
    with pytest.raises(WrongStage):
        edit(work, notice, Draft(kind=NoticeKind.TEXT, title="别的"), jia)

    newer = revise(work, notice, yi)
    edit(work, newer, Draft(kind=NoticeKind.TEXT, title="停电改期", body="改到后天。"), yi)
    submit(work, newer)
    assert "停电通知" in titles(work)
    approve(work, newer, jia)

    assert "停电改期" in titles(work)
    assert "停电通知" not in titles(work)
    assert notice.state is NoticeState.WITHDRAWN


def test_withdrawing_needs_a_reason_and_takes_it_away_at_once(work, jia, yi):
    notice = public(work, jia, yi)
    with pytest.raises(Malformed):
        withdraw(work, notice, " ")

    withdraw(work, notice, "内容有误")

    assert "停电通知" not in titles(work)
    assert notice.over_seq == work.seq
    with pytest.raises(WrongStage):
        withdraw(work, notice, "内容有误")


def test_personal_data_is_decided_about_by_a_person(work, jia, yi):
    notice = write(work, Draft(kind=NoticeKind.TEXT, title="名单", body="某某 13800000000"), jia)
    with pytest.raises(Undecided):
        submit(work, notice)
    assert notice.state is NoticeState.DRAFT

    submit(work, notice, Decision.MASK)

    assert notice.body == "某某 138****0000"
    send_back(work, notice, "电话要公开")
    edit(work, notice, Draft(kind=NoticeKind.TEXT, title="名单", body="办公室 0734-0000000"), jia)
    submit(work, notice, Decision.LET_STAND)
    assert [part for part, _ in marked(notice)] == ["body"]


def test_masking_cannot_reach_into_the_pages_of_a_pdf(work, jia):
    notice = write(work, Draft(kind=NoticeKind.PDF, title="名单"), jia)
    with pytest.raises(NothingToShow):
        submit(work, notice)
    put_files(work, notice, [Shown("0" * 64 + ".webp", 10, 10, text="某某 13800000000")], jia)

    with pytest.raises(Undecided):
        submit(work, notice, Decision.MASK)
    assert marked(notice)[0][0] == "page 1"


def test_a_page_of_the_board_has_a_name_of_the_plan(work, jia, yi):
    with pytest.raises(Malformed):
        write(work, Draft(kind=NoticeKind.BOARD, title="别的", body="一"), jia)
    shown = showing(work.session, work.now)

    assert board_pages_missing(shown) == []
    assert board_pages_missing(shown[1:]) == [BOARD_PAGES[0]]


def test_an_emergency_is_alone_on_every_screen_and_leaves_the_rest_as_it_was(work, jia, yi):
    before = [each.id for each in playing_on(work.session, None, work.now).notices]
    alarm = public(
        work,
        jia,
        yi,
        Draft(kind=NoticeKind.TEXT, title="台风", body="请避险", level=Level.EMERGENCY),
    )

    assert playing_on(work.session, None, work.now).notices == [alarm]
    withdraw(work, alarm, "解除")
    assert [each.id for each in playing_on(work.session, None, work.now).notices] == before


def test_a_level_no_notice_has_is_refused(work, jia):
    with pytest.raises(Malformed):
        write(work, Draft(kind=NoticeKind.TEXT, title="一", body="一", level=Level.CALL), jia)


def test_it_is_closed_when_its_time_is_over(hall, clock, facts):
    with hall.work("staff:1") as work:
        jia, yi = (staff_by_account(work.session, name) for name in ("jia", "yi"))
        notice = public(work, jia, yi)
        ends = Schedule(work.now, ends=work.now + timedelta(minutes=5))
        reschedule(work, notice, NoticeSchedule(ends))
        assert expire_what_is_over(work, published(work.session)) == 0
    clock.advance(minutes=5)
    with hall.work() as work:
        assert "停电通知" not in titles(work)
        assert expire_what_is_over(work, published(work.session)) == 1
        assert expire_what_is_over(work, published(work.session)) == 0

    assert [type(each) for each in facts()[-1:]] == [NoticeExpired]


def test_a_periodic_notice_reminds_until_its_next_issue_is_out(hall, clock):
    with hall.work("staff:1") as work:
        jia, yi = (staff_by_account(work.session, name) for name in ("jia", "yi"))
        notice = public(work, jia, yi)
        reschedule(work, notice, NoticeSchedule(Schedule(work.now), every_months=1))
        assert issues_due(work.session, work.today) == []
    clock.advance(days=25)
    with hall.work("staff:1") as work:
        (due,) = issues_due(work.session, work.today)
        assert not due.overdue
    clock.advance(days=10)
    with hall.work("staff:1") as work:
        (due,) = issues_due(work.session, work.today)
        assert due.overdue
        newer = revise(work, due.notice, jia)
        assert len(issues_due(work.session, work.today)) == 1  # a draft is no issue
        submit(work, newer)
        approve(work, newer, yi)
        reschedule(work, newer, NoticeSchedule(Schedule(work.now), every_months=1))
        assert issues_due(work.session, work.today) == []


@pytest.mark.parametrize(
    "more",
    [
        {"ends": MORNING - timedelta(days=1)},
        {"working_days": 0},
        {"working_days": 251},
        {"weekdays": frozenset()},
        {"starts": datetime(1, 1, 1, tzinfo=HALL_ZONE)},
        {"starts": datetime(9999, 12, 31, 23, 59, tzinfo=HALL_ZONE), "working_days": 250},
        {"ends": datetime(9999, 12, 31, 23, 59, tzinfo=HALL_ZONE)},
    ],
)
def test_an_impossible_schedule_is_refused(work, jia, more):
    notice = write(work, TEXT, jia)

    with pytest.raises(Malformed):
        reschedule(work, notice, NoticeSchedule(Schedule(**{"starts": work.now, **more})))


def test_every_state_is_left_or_final_and_every_step_leads_somewhere():
    assert set(LIFE) == set(NoticeState)
    assert {step for steps in LIFE.values() for step in steps} == set(NoticeAction)
    assert LIFE[NoticeState.DRAFT].keys() == {
        NoticeAction.EDIT,
        NoticeAction.SUBMIT,
    }  # no way past the review


class Office(RuleBasedStateMachine):
    """Two people doing anything in any order, on any clock."""

    @initialize()
    def open(self):
        self.clock = StoppedClock()
        self.hall = Hall(open_database("sqlite://"), self.clock)
        with self.hall.work() as work:
            self.people = [
                Staff(account=each, name=each, role=Role.DEPUTY, password="") for each in "ab"
            ]
            work.session.add_all(self.people)
        self.approved_by_other: set[int] = set()
        self.taken_down: set[int] = set()
        self.known: list[int] = []

    def teardown(self):
        self.hall.close()

    def do(self, action, number, who):
        """A action on one of the notices; refused is refused."""
        try:
            with self.hall.work() as work:
                action(work, notice_by_id(work.session, self.known[number % len(self.known)]), who)
        except (HallError, ZeroDivisionError):
            return None
        return self.known[number % len(self.known)]

    numbers = st.integers(0, 5)
    people_of = st.sampled_from([0, 1])

    @rule(who=people_of, level=st.sampled_from(OF_NOTICES))
    def write(self, who, level):
        if len(self.known) > 5:
            return
        with self.hall.work() as work:
            draft = Draft(kind=NoticeKind.TEXT, title="一", body="一", level=level)
            self.known.append(write(work, draft, self.people[who]).id)

    @rule(number=numbers, who=people_of, body=st.sampled_from("一二三"))
    def edit(self, number, who, body):
        self.do(
            lambda work, notice, who: edit(
                work,
                notice,
                Draft(kind=NoticeKind.TEXT, title="一", body=body, level=notice.level),
                self.people[who],
            ),
            number,
            who,
        )

    @rule(number=numbers)
    def submit(self, number):
        self.do(lambda work, notice, _: submit(work, notice), number, 0)

    @rule(number=numbers)
    def send_back(self, number):
        self.do(lambda work, notice, _: send_back(work, notice, "改"), number, 0)

    @rule(number=numbers, who=people_of)
    def approve(self, number, who):
        def action(work, notice, who):
            wrote = self.people[who].id in notice.hands
            approve(work, notice, self.people[who])
            assert not wrote
            self.approved_by_other.add(notice.id)

        self.do(action, number, who)

    @rule(number=numbers)
    def withdraw(self, number):
        gone = self.do(lambda work, notice, _: withdraw(work, notice, "撤"), number, 0)
        if gone is not None:
            self.taken_down.add(gone)

    @rule(number=numbers, minutes=st.integers(-60, 60))
    def reschedule(self, number, minutes):
        def action(work, notice, _):
            ends = work.now + timedelta(minutes=max(1, minutes))
            starts = work.now + timedelta(minutes=min(0, minutes))
            reschedule(work, notice, NoticeSchedule(Schedule(starts, ends)))

        self.do(action, number, 0)

    @rule(minutes=st.integers(-120, 120))
    def time_passes_or_steps_back(self, minutes):
        self.clock.advance(minutes=minutes)

    @invariant()
    def only_what_was_approved_and_is_not_over_is_on_a_screen(self):
        if not hasattr(self, "hall"):
            return
        with self.hall.read() as snapshot:
            playing = playing_on(snapshot.session, None, snapshot.now).notices
            everything = showing(snapshot.session, snapshot.now)
        ids = {each.id for each in playing}
        assert ids <= self.approved_by_other - self.taken_down
        assert len({each.level for each in playing}) <= 1
        order = list(Level)
        assert all(
            order.index(one.level) <= order.index(each.level)
            for one in playing
            for each in everything
        )
        assert all(each.ends_at is None or each.ends_at > snapshot.now for each in playing)


TestOffice = pytest.mark.slow_because("two hundred steps, and each asks what every screen plays")(
    Office.TestCase
)
TestOffice.settings = settings(
    max_examples=10,
    stateful_step_count=20,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)


def test_what_was_taken_down_is_told_by_the_journal(hall, facts):
    with hall.work("staff:1") as work:
        jia, yi = (staff_by_account(work.session, name) for name in ("jia", "yi"))
        old = public(work, jia, yi)
        newer = revise(work, old, jia)
        submit(work, newer)
        approve(work, newer, yi)
        ids = old.id, newer.id

    gone = [each for each in facts() if isinstance(each, NoticeWithdrawn)]
    assert [(each.notice_id, each.replaced_by) for each in gone] == [ids]
    with hall.read() as snapshot:
        assert snapshot.session.get(Notice, ids[0]).remark == ""
