"""Somebody leaves: what they hold goes to whom the office says, all of it or nothing, once."""

from datetime import timedelta

import pytest

from hall.attendance.model import Finger
from hall.attendance.rules.punch_rule import HOUR, PunchRule
from hall.attendance.rules.timetable import SessionKind, WorkSession, WorkSpan
from hall.attendance.work_times.duty_roster import duties, put_on_duty
from hall.attendance.work_times.groups import add_group
from hall.attendance.work_times.timetables import add_timetable
from hall.departures.departing import Successors, depart, departure_of
from hall.departures.holdings import alone_able, holdings_of, tokens_made_by
from hall.departures.model import GOES_ON, HoldingKind
from hall.errors import LastDirector, Malformed
from hall.events import StaffLeft
from hall.line import coverage, queries, seating
from hall.people.actions import create_token
from hall.people.model import Scope
from hall.people.queries import staff_by_account, tokens
from hall.people.sign_ins import begin_sign_in, sign_ins_of
from hall.settings import change_setting, setting
from web.sentences.handed_over import KINDS, holding_in_words, outcome_in_words

RULE = PunchRule(opens_before=HOUR, closes_after=HOUR)
NIGHT = WorkSession("夜班", (WorkSpan(19 * HOUR, 23 * HOUR, 0),), RULE, RULE, SessionKind.DUTY)


def person(work, account):
    return staff_by_account(work.session, account)


def fill_the_hands_of(hall, account="bing"):
    """A window, a sign-in, a token, a group, a duty, a signature and a service of their own."""
    with hall.work() as work:
        who = person(work, account)
        work.actor = f"staff:{who.id}"
        create_token(work, name="县平台", scope=Scope.READ)
        create_token(work, name="统计", scope=Scope.READ)
        begin_sign_in(work, who.id, "192.0.2.7", "")
        seating.sit_down(work, queries.window_by_name(work.session, "1"), who)
        add_group(work, "夜班组", head=who)
        change_setting(work, "month_keeper", str(who.id))
        service = queries.services(work.session)[0]
        others = queries.services(work.session)[1:]
        for each in ("jia", "yi", "bing", "ding", "wu", "ji", "geng", "xin", "ren", "gui"):
            other = person(work, each)
            if other is not None:
                coverage.change_skills(work, other, [service] if other is who else others)
        timetable = add_timetable(work, "夜班", [NIGHT])
        put_on_duty(work, work.today + timedelta(days=3), timetable, who)
    return service.id


def test_everything_somebody_holds_is_listed(hall):
    fill_the_hands_of(hall)

    with hall.read() as snapshot:
        kinds = {one.kind for one in holdings_of(snapshot, person(snapshot, "bing"))}

    assert kinds >= {
        HoldingKind.WINDOW, HoldingKind.SKILL, HoldingKind.GROUP, HoldingKind.DUTY,
        HoldingKind.SIGNER, HoldingKind.TOKEN, HoldingKind.SIGN_IN, HoldingKind.FINGER,
    }  # fmt: skip


def test_what_goes_on_goes_to_the_successor_and_the_list_says_so(hall, facts):
    service_id = fill_the_hands_of(hall)

    with hall.work("staff:1") as work:
        who, heir = person(work, "bing"), person(work, "ding")
        kept = next(one.id for one in tokens_made_by(work.session, who) if one.name == "统计")
        said = Successors(to=dict.fromkeys(GOES_ON, heir), kept_tokens=[kept])
        done = depart(work, who, said)
        assert depart(work, who, said) is None  # said twice, done once

        assert not who.in_use
        assert not sign_ins_of(work.session, who.id)
        assert not queries.windows_of(work.session, who)
        assert [one.name for one in tokens(work.session)] == ["统计"]
        assert service_id in coverage.skills_of(work.session, heir.id)
        assert setting(work.session, "month_keeper") == str(heir.id)
        day = work.today + timedelta(days=3)
        assert heir.id in {one.staff_id for one in duties(work.session, day, day)}
        assert who.id not in {one.staff_id for one in duties(work.session, day, day)}
        rows = {(row["kind"], row["what"]): row for row in done.handed}
        assert rows["group", "夜班组"]["to"] == heir.id
        assert rows["token", "统计"]["kept"]
        assert done.by_id == 1
        assert departure_of(work.session, who.id) is done
    left = [fact for fact in facts() if isinstance(fact, StaffLeft)]
    assert [fact.successors for fact in left] == [[heir.id]]


def test_without_successors_it_ends_and_fingers_wait_for_the_reader(hall):
    fill_the_hands_of(hall)

    with hall.work("staff:1") as work:
        who = person(work, "bing")
        pages = work.session.query(Finger).where(Finger.staff_id == who.id).count()
        depart(work, who, Successors())

        assert tokens(work.session) == []
        assert setting(work.session, "month_keeper") == ""
        assert work.session.query(Finger).where(Finger.staff_id == who.id).count() == pages


def test_a_fault_in_the_midst_leaves_everything_as_it_was(hall):
    fill_the_hands_of(hall)

    with pytest.raises(ZeroDivisionError), hall.work("staff:1") as work:
        depart(work, person(work, "bing"), Successors())
        raise ZeroDivisionError

    with hall.read() as snapshot:
        who = person(snapshot, "bing")
        assert who.in_use
        assert len(tokens(snapshot.session)) == 2
        assert sign_ins_of(snapshot.session, who.id)
        assert departure_of(snapshot.session, who.id) is None


def test_the_only_director_cannot_leave(hall):
    with pytest.raises(LastDirector), hall.work("staff:1") as work:
        depart(work, person(work, "jia"), Successors())


def test_nobody_takes_over_from_themselves(hall):
    with pytest.raises(Malformed), hall.work("staff:1") as work:
        who = person(work, "bing")
        depart(work, who, Successors(to={HoldingKind.DUTY: who}))


def test_a_service_that_somebody_else_can_do_is_not_theirs_alone(hall):
    with hall.read() as snapshot:
        assert alone_able(snapshot.session, person(snapshot, "bing")) == []


def test_every_kind_is_said_in_words():
    assert list(KINDS) == list(HoldingKind)
    assert holding_in_words("window", "3") == "3 号窗口"
    assert outcome_in_words({"kind": "duty"}, "演示员丁") == "交给演示员丁"
    assert outcome_in_words({"kind": "token", "kept": True}, "") == "留着接着用"
    assert outcome_in_words({"kind": "ticket", "window": "2"}, "") == "交给2 号窗口"
