"""What a manager makes of punches that were set aside; and sheets of paper."""

from datetime import date, datetime, time, timedelta

import pytest
from sqlalchemy import select

from hall.attendance.counting import counting_punches
from hall.attendance.deciding import (
    PunchVerdict,
    decide,
    decisions_lately,
    last_decision,
    punches_set_aside,
)
from hall.attendance.hall_seconds import to_moment
from hall.attendance.model import Punch
from hall.attendance.paper_sheets import enter_sheet
from hall.attendance.punching import ToldPunch, write_punches
from hall.errors import Malformed, NotFound
from hall.events import PunchDecided, Punched, SheetEntered
from tests.conftest import MORNING

JIA, BING, DING = 1, 3, 4
LOST = datetime(1970, 1, 1, 0, 3, tzinfo=MORNING.tzinfo)
FAST = MORNING + timedelta(minutes=3)


@pytest.fixture
def lost(hall):
    """Two punches of a terminal whose battery was flat, an hour apart, and one that was fast."""
    with hall.work() as work:
        punches = write_punches(
            work,
            [
                told(LOST, "ancient"),
                told(LOST + timedelta(hours=1), "ancient"),
                told(FAST, "future"),
            ],
        )
        return [punch.id for punch in punches]


def told(at, why):
    return ToldPunch(staff_id=BING, at=at, way="terminal", source="T1", set_aside=why)


def ruled(hall, punch_ids, seen=0, **verdict):
    verdict = PunchVerdict(**{"counts": True, "reason": "对过监控", **verdict})
    with hall.work("staff:1") as work:
        return decide(work, punch_ids, verdict, by=JIA, seen=seen)


def counting(hall):
    with hall.read() as snapshot:
        begins, ends = LOST - timedelta(days=1), MORNING + timedelta(days=1)
        found = counting_punches(snapshot.session, [BING], begins, ends)[BING]
    return [(to_moment(second), punch_id) for second, punch_id in found]


def test_what_is_set_aside_waits_by_terminal_and_reason(hall, lost):
    with hall.read() as snapshot:
        groups = punches_set_aside(snapshot.session)

    assert [(group.source, group.why, group.count) for group in groups] == [
        ("T1", "ancient", 2),
        ("T1", "future", 1),
    ]
    assert [punch.id for punch in groups[0].earliest] == lost[:2]
    assert counting(hall) == []


def test_a_fast_terminal_is_counted_with_its_offset_and_the_punch_stays_as_it_was(
    hall, lost, facts
):
    assert ruled(hall, lost[2:], offset=-timedelta(minutes=3, seconds=10)) == 1

    counts_at = FAST - timedelta(minutes=3, seconds=10)
    assert counting(hall) == [(counts_at, lost[2])]
    assert facts()[-1] == PunchDecided(lost[2], counts_at.isoformat())
    with hall.read() as snapshot:
        assert snapshot.session.get(Punch, lost[2]).at == FAST
        (decision,) = decisions_lately(snapshot.session)
        assert (decision.decider.id, decision.reason) == (JIA, "对过监控")
        assert "future" not in [group.why for group in punches_set_aside(snapshot.session)]


def test_a_terminal_that_lost_its_clock_is_counted_by_when_its_first_punch_was(hall, lost):
    first = MORNING - timedelta(hours=2)

    assert ruled(hall, lost[:2], earliest_at=first) == 2

    assert counting(hall) == [(first, lost[0]), (first + timedelta(hours=1), lost[1])]


def test_what_is_dropped_counts_nowhere_and_waits_no_more(hall, lost, facts):
    ruled(hall, lost, counts=False)

    assert counting(hall) == []
    assert facts()[-1] == PunchDecided(lost[2], "")
    with hall.read() as snapshot:
        assert punches_set_aside(snapshot.session) == []


def test_pressed_twice_it_is_decided_once_and_who_has_seen_it_decides_anew(hall, lost):
    ruled(hall, lost[:1], counts=False)
    assert ruled(hall, lost[:1], earliest_at=MORNING) == 0
    assert counting(hall) == []

    with hall.read() as snapshot:
        seen = last_decision(snapshot.session)
    assert ruled(hall, lost[:1], seen=seen, earliest_at=MORNING) == 1
    assert counting(hall) == [(MORNING, lost[0])]


@pytest.mark.parametrize(
    ("verdict", "refusal"),
    [
        ({"reason": " "}, Malformed),
        ({"reason": "长" * 101}, Malformed),
        ({"offset": timedelta()}, Malformed),  # it would be three minutes from now
    ],
)
def test_without_a_reason_or_in_the_future_nothing_is_decided(hall, lost, verdict, refusal):
    with pytest.raises(refusal):
        ruled(hall, lost, **verdict)
    with pytest.raises(Malformed):
        ruled(hall, [])

    with hall.read() as snapshot:
        assert last_decision(snapshot.session) == 0


def test_a_punch_that_counts_by_itself_is_not_decided_about(hall, lost):
    with hall.work() as work:
        (believed,) = write_punches(work, [told(MORNING, "")])

    with pytest.raises(NotFound):
        ruled(hall, [believed.id, lost[0]], counts=False)
    assert counting(hall) == [(MORNING, believed.id)]


def test_a_sheet_makes_punches_marked_as_such_and_counts_once(hall, facts):
    rows = [(BING, time(9, 0)), (BING, time(8, 25)), (DING, time(8, 30)), (DING, time(8, 30))]
    for _ in range(2):
        with hall.work("staff:1") as work:
            enter_sheet(work, date(2025, 3, 3), rows)

    with hall.read() as snapshot:
        kept = snapshot.session.scalars(select(Punch).order_by(Punch.at, Punch.id)).all()
    assert [(punch.staff_id, punch.way) for punch in kept] == [
        (BING, "paper"), (DING, "paper"), (BING, "paper"),
    ]  # fmt: skip
    assert [fact for fact in facts() if isinstance(fact, SheetEntered)] == [
        SheetEntered("2025-03-03", 3)
    ]
    assert len([fact for fact in facts() if isinstance(fact, Punched)]) == 3
    assert len(counting(hall)) == 2


@pytest.mark.parametrize(
    ("rows", "refusal"),
    [
        ([], Malformed),
        ([(BING, time(8, 30)), (BING, time(9, 31))], Malformed),  # now it is half past nine
        ([(BING, time(8, 30)), (999, time(8, 30))], NotFound),
    ],
)
def test_a_sheet_with_a_bad_row_writes_nothing(hall, rows, refusal):
    with pytest.raises(refusal), hall.work("staff:1") as work:
        enter_sheet(work, date(2025, 3, 3), rows)

    with hall.read() as snapshot:
        assert snapshot.session.scalars(select(Punch)).all() == []
