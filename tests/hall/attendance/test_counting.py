"""Which punches count: those that are believed, and those that a manager decided about."""

from datetime import datetime, timedelta

from sqlalchemy import event

from hall.attendance.counting import counting_punches
from hall.attendance.hall_seconds import to_moment
from hall.attendance.model import Punch, PunchDecision
from tests.conftest import MORNING

BING, DING = 3, 4
DAY = timedelta(days=1)
LONG_AGO = datetime(1970, 1, 1, 0, 5, tzinfo=MORNING.tzinfo)


def punched(work, at, *, staff_id=BING, set_aside=""):
    punch = Punch(staff_id=staff_id, at=at, way="terminal", set_aside=set_aside)
    work.session.add(punch)
    work.session.flush()
    return punch


def decided(work, punch, counts_at):
    decision = PunchDecision(
        punch=punch, counts_at=counts_at, reason="校准过", decided_at=work.now, decided_by=1
    )
    work.session.add(decision)
    work.session.flush()


def counting(hall, *staff_ids, begins=MORNING - DAY, ends=MORNING + DAY):
    with hall.read() as snapshot:
        found = counting_punches(snapshot.session, staff_ids, begins, ends)
    return {
        staff_id: [(to_moment(second), punch_id) for second, punch_id in punches]
        for staff_id, punches in found.items()
    }


def test_punches_are_told_earliest_first_and_nobody_is_left_out(hall):
    with hall.work() as work:
        late = punched(work, MORNING + timedelta(hours=2))
        early = punched(work, MORNING)

    assert counting(hall, BING, DING) == {
        BING: [(early.at, early.id), (late.at, late.id)],
        DING: [],
    }
    assert counting(hall) == {}


def test_the_first_moment_is_within_and_the_last_is_not(hall):
    with hall.work() as work:
        punch = punched(work, MORNING)

    assert counting(hall, BING, begins=MORNING) == {BING: [(MORNING, punch.id)]}
    assert counting(hall, BING, ends=MORNING) == {BING: []}


def test_what_was_set_aside_counts_only_when_and_as_of_when_it_is_decided(hall):
    with hall.work() as work:
        waiting = punched(work, MORNING, set_aside="future")
        lost = punched(work, LONG_AGO, set_aside="ancient")
        dropped = punched(work, MORNING, set_aside="jump")
    assert counting(hall, BING) == {BING: []}

    with hall.work() as work:
        decided(work, lost, MORNING)
        decided(work, dropped, None)
    assert counting(hall, BING) == {BING: [(MORNING, lost.id)]}
    assert counting(hall, BING, begins=LONG_AGO, ends=LONG_AGO + DAY) == {BING: []}
    with hall.work() as work:
        decided(work, waiting, MORNING - timedelta(minutes=3, seconds=10))
    assert [punch_id for _, punch_id in counting(hall, BING)[BING]] == [waiting.id, lost.id]


def test_of_several_decisions_the_latest_counts(hall):
    with hall.work() as work:
        punch = punched(work, LONG_AGO, set_aside="ancient")
        for counts_at in (MORNING, MORNING + timedelta(hours=1)):
            decided(work, punch, counts_at)
    assert counting(hall, BING) == {BING: [(MORNING + timedelta(hours=1), punch.id)]}

    with hall.work() as work:
        decided(work, punch, None)
    assert counting(hall, BING) == {BING: []}


def test_a_whole_hall_is_asked_for_in_one_question(hall):
    heard = []
    with hall.read() as snapshot:
        event.listen(
            snapshot.session.get_bind(), "before_cursor_execute", lambda *_: heard.append(1)
        )
        counting_punches(snapshot.session, range(1, 200), MORNING, MORNING + 31 * DAY)

    assert len(heard) == 1


def test_a_month_is_asked_for_by_its_people_however_many_punches_there_ever_were(hall):
    with hall.work() as work:
        punched(work, MORNING)
    asked = []
    with hall.read() as snapshot:
        connection = snapshot.session.connection()
        event.listen(
            connection, "before_cursor_execute", lambda *told: asked.append((told[2], told[3]))
        )
        counting_punches(snapshot.session, range(1, 200), MORNING, MORNING + 31 * DAY)
        (sql, parameters) = asked[0]
        plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}", parameters).all()

    assert "SEARCH punch USING INDEX ix_punch_staff (staff_id=? AND at>? AND at<?)" in [
        row.detail for row in plan
    ]


def test_a_punch_of_a_part_of_a_second_counts_at_its_second(hall):
    with hall.work() as work:
        before_1970 = punched(work, datetime(1969, 12, 31, 1, tzinfo=MORNING.tzinfo))
        punch = punched(work, MORNING + timedelta(seconds=5, milliseconds=999))

    assert counting(hall, BING) == {BING: [(MORNING + timedelta(seconds=5), punch.id)]}
    assert counting(hall, BING, begins=before_1970.at, ends=before_1970.at + DAY) == {
        BING: [(before_1970.at, before_1970.id)]
    }
