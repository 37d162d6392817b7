"""How the timetable was kept, from what was seen."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hall.people.queries import staff_by_account
from hall.wait_forecast import rota
from hall.wait_forecast.actions import keep_spans
from hall.wait_forecast.model import KeptSpan
from hall.wait_forecast.presence_events import PresenceEvent, PresenceSign
from hall.wait_forecast.rules.values import MinuteSpan
from hall.wait_forecast.timetable_history import kept, spans_to_keep
from tests.hall.wait_forecast.crew import call, sit, staff_id, stand, take

MORNING = MinuteSpan(510, 720)


@pytest.mark.parametrize(
    ("signs", "came", "left"),
    [
        ([], None, None),
        ([(515, PresenceSign.CAME), (700, PresenceSign.LEFT)], 515, 700),
        (
            [(480, PresenceSign.PUNCHED), (505, PresenceSign.CAME), (725, PresenceSign.LEFT)],
            480,
            720,
        ),
        ([(505, PresenceSign.PUNCHED), (690, PresenceSign.PUNCHED)], 505, 690),
        (
            [(560, PresenceSign.ACTED)],
            510,
            720,
        ),  # signed in since yesterday: nobody came before 9:20
        (
            [(470, PresenceSign.CAME), (490, PresenceSign.LEFT)],
            None,
            None,
        ),  # looked in before the hall opened
        ([(800, PresenceSign.CAME)], None, None),
    ],
)
def test_what_was_seen_says_when_somebody_came_and_left(signs, came, left):
    assert kept(MORNING, [PresenceEvent(*each) for each in signs]) == (came, left)


@given(st.lists(st.tuples(st.floats(0, 1440), st.sampled_from(PresenceSign))))
def test_nobody_leaves_before_they_came(signs):
    came, left = kept(MORNING, [PresenceEvent(*each) for each in sorted(signs)])

    assert (came is None) == (left is None)
    assert came is None or (came <= left <= MORNING.ends and left > MORNING.begins)


def spans(hall):
    with hall.read() as snapshot:
        found = spans_to_keep(snapshot)
    with hall.work("forecaster") as work:
        keep_spans(work, found)
    with hall.read() as snapshot:
        rows = snapshot.session.query(KeptSpan).order_by(KeptSpan.day, KeptSpan.begins).all()
        return [(row.day, row.staff_id, row.came, row.left) for row in rows]


def test_a_day_is_kept_once_it_is_over_and_only_once(hall, clock):
    sit(hall, "bing")  # at half past nine
    clock.advance(hours=1)
    stand(hall, "bing")
    today = clock.now.date()
    assert spans(hall) == []

    clock.advance(days=1)
    once = spans(hall)

    assert once[0] == (today, staff_id(hall, "bing"), 570.0, 630.0)
    assert once[1][2:] == (None, None)  # did not come back in the afternoon
    assert spans(hall) == once


def test_nobody_is_missed_on_a_day_on_which_the_hall_was_closed(hall, clock):
    with hall.work("staff:1") as work:
        geng = staff_by_account(work.session, "geng")
        rota.set_week(work, geng, dict.fromkeys(range(7), [(510, 720)]))
    sit(hall, "bing")
    clock.advance(days=1)
    take(hall)  # a number from the kiosk, and nobody of the staff
    clock.advance(days=1)

    days = {day for day, *_ in spans(hall)}

    assert len(days) == 1


def test_a_clerk_who_never_signs_out_was_there_on_the_days_on_which_they_called(hall, clock):
    sit(hall, "bing")
    clock.advance(days=1)
    take(hall)
    call(hall)
    clock.advance(days=1)

    assert [came for day, _, came, _ in spans(hall) if came] == [570.0, 510.0]


def test_whoever_sat_before_midnight_and_stands_up_after_it_leaves_no_riddle(hall, clock):
    clock.advance(hours=14, minutes=29)  # 23:59
    sit(hall, "bing")
    clock.advance(minutes=2)
    stand(hall, "bing")
    clock.advance(days=1)

    assert {came for _, _, came, _ in spans(hall)} == {None}


def test_long_holidays_are_not_read_back_to_the_beginning(hall, clock):
    sit(hall, "bing")
    clock.advance(days=60)

    assert spans(hall) == []
