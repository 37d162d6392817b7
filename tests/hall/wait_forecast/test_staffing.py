"""Who serves today, and whether they are here: the rule."""

import pytest

from hall.wait_forecast.presence_events import PresenceEvent, PresenceEvents, PresenceSign
from hall.wait_forecast.roster import Place, Roster
from hall.wait_forecast.rules.values import CurrentVisit, MinuteSpan, OfficerPresence
from hall.wait_forecast.staffing import PAUSE_MINUTES, CurrentLine, officers

HOURS = (MinuteSpan(510, 720), MinuteSpan(870, 1050))
DESK = Place(1, "1", frozenset("A"), clerk=3)
EMPTY = Place(1, "1", frozenset("A"))


def at(now, *signs, place=DESK, roster=None, visits=None, waits=None):
    """The one officer there is, who was seen as told: (minute, sign)."""
    seen = PresenceEvents()
    seen.by_staff[3] = [PresenceEvent(minute, sign) for minute, sign in signs]
    roster = roster or Roster(HOURS, timetable={3: HOURS}, usual={3: DESK})
    found = officers([place], roster, seen, CurrentLine(visits or {}, waits or {}), now)
    return found[0] if found else None


def test_whoever_sits_and_was_seen_this_morning_is_here():
    assert at(560, (505, PresenceSign.CAME)).presence is OfficerPresence.HERE


def test_whoever_is_still_signed_in_from_yesterday_is_only_expected():
    assert at(515).presence is OfficerPresence.EXPECTED
    assert at(515, visits={"1": CurrentVisit("A", None, 512)}).presence is OfficerPresence.HERE


def test_whoever_was_last_seen_before_noon_is_only_expected_after_it():
    assert at(880, (700, PresenceSign.ACTED)).presence is OfficerPresence.EXPECTED


def test_whoever_stood_up_is_at_no_window_until_the_next_span():
    stood_up = (520, PresenceSign.CAME), (590, PresenceSign.LEFT)

    assert at(591, *stood_up, place=EMPTY).presence is OfficerPresence.SHORTLY
    assert at(600, *stood_up).presence is OfficerPresence.SHORTLY
    assert at(615, *stood_up, place=EMPTY).presence is OfficerPresence.AWAY
    assert at(900, *stood_up, place=EMPTY).presence is OfficerPresence.EXPECTED


@pytest.mark.parametrize(
    ("punches", "presence"),
    [(0, OfficerPresence.EXPECTED), (1, OfficerPresence.SHORTLY), (2, OfficerPresence.GONE)],
)
def test_the_reader_tells_who_came_in_and_who_went_out(punches, presence):
    signs = [(500 + 5 * place, PresenceSign.PUNCHED) for place in range(punches)]

    assert at(515 if punches < 2 else 560, *signs, place=EMPTY).presence is presence


def test_at_work_outside_all_hours_is_at_work_for_an_hour_or_until_the_next_begins():
    evening = at(1200, (1190, PresenceSign.ACTED))
    noon = at(830, (825, PresenceSign.ACTED))

    assert (evening.presence, evening.spans[-1]) == (OfficerPresence.HERE, MinuteSpan(1200, 1260))
    assert MinuteSpan(830, 870) in noon.spans


def test_who_only_forgot_to_sign_out_is_not_at_work_in_the_evening():
    officer = at(1200, (1000, PresenceSign.ACTED))

    assert (officer.presence, officer.spans) == (OfficerPresence.EXPECTED, HOURS)


def test_a_pause_puts_the_next_call_off():
    place = Place(1, "1", frozenset("A"), clerk=3, paused=True)

    officer = at(560, (505, PresenceSign.CAME), place=place)

    assert officer.presence is OfficerPresence.HERE
    assert officer.spans[0] == MinuteSpan(560 + PAUSE_MINUTES, 720)


def test_a_pause_at_the_end_of_the_morning_leaves_the_afternoon():
    place = Place(1, "1", frozenset("A"), clerk=3, paused=True)

    assert at(715, (710, PresenceSign.ACTED), place=place).spans == (HOURS[1],)


def test_who_is_not_in_the_timetable_keeps_the_hours_of_the_window_or_else_the_halls():
    own = (MinuteSpan(870, 960),)

    assert at(880, (875, PresenceSign.CAME), roster=Roster(HOURS)).spans == HOURS
    assert at(880, (875, PresenceSign.CAME), roster=Roster(HOURS, {1: own})).spans == own


def test_regulars_are_expected_with_the_services_of_the_window_where_they_sat():
    roster = Roster(HOURS, regulars=frozenset({3}), usual={3: DESK})

    officer = at(500, place=EMPTY, roster=roster)

    assert (officer.presence, officer.skills) == (OfficerPresence.EXPECTED, {"A"})


def test_what_somebody_can_do_limits_what_their_window_offers():
    place = Place(1, "1", frozenset("AB"), clerk=3)
    roster = Roster(HOURS, skills={3: frozenset("BC")})

    assert at(560, (505, PresenceSign.CAME), place=place, roster=roster).skills == {"B"}


def test_who_covers_further_windows_serves_their_people_too():
    places = [DESK, Place(2, "2", frozenset("B"), desk=1)]

    (officer,) = officers(
        places,
        Roster(HOURS),
        PresenceEvents(),
        CurrentLine({"1": CurrentVisit("A", None, 550)}),
        560,
    )

    assert officer.skills == {"A", "B"}
    assert officer.visit == CurrentVisit("A", None, 550)


def test_a_window_that_another_program_calls_for_counts_although_nobody_signed_in():
    seen = PresenceEvents(called={"1": 555.0})

    (officer,) = officers([EMPTY], Roster(HOURS), seen, CurrentLine(), 560)

    assert (officer.name, officer.presence) == ("window:1", OfficerPresence.HERE)
    assert (
        officers([EMPTY], Roster(HOURS), PresenceEvents(called={"1": 400.0}), CurrentLine(), 560)
        == ()
    )
