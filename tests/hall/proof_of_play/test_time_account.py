"""Every wanted moment is shown or has one cause: nothing twice, nothing left out."""

from datetime import UTC, datetime, time, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from hall.hours.calendar import Calendar
from hall.notices.schedule import Daypart, Schedule, shows
from hall.proof_of_play.spans import TimeSpan, common, merged, total, wanted, without
from hall.proof_of_play.time_account import Cause, Evidence, Painted, account, sum_up
from tests.hall.notices.test_schedule import at, moments, schedules

START = datetime(2026, 11, 23, tzinfo=UTC)
HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)


def moment(minutes):
    return START + timedelta(minutes=minutes)


def span(start, end):
    return TimeSpan(moment(start), moment(end))


spans = st.lists(
    st.tuples(st.integers(0, 200), st.integers(0, 60)).map(lambda each: span(each[0], sum(each))),
    max_size=6,
)
evidences = st.builds(
    Evidence,
    shown=spans,
    prevented=st.dictionaries(st.sampled_from(list(Cause)[:6]), spans),
    alive=spans,
    open_hours=st.none() | spans,
    told_until=st.none() | st.integers(0, 260).map(moment),
)
minutes = st.integers(-5, 265).map(moment)


def holds(spans, now):
    return any(each.start <= now < each.end for each in spans)


@given(spans, spans, minutes)
def test_spans_are_sets_of_moments(some, others, now):
    assert holds(merged(some), now) is holds(some, now)
    assert holds(common(some, others), now) is (holds(some, now) and holds(others, now))
    assert holds(without(some, others), now) is (holds(some, now) and not holds(others, now))


@given(spans, evidences)
def test_stretches_cover_what_was_wanted_exactly_and_never_overlap(wanted_spans, evidence):
    found = account(wanted_spans, evidence)

    assert merged(each.span for each in found) == merged(wanted_spans)
    assert all(one.span.end <= two.span.start for one, two in zip(found, found[1:], strict=False))
    assert sum((each.span.length for each in found), timedelta()) == total(wanted_spans)


@given(spans, evidences, minutes)
def test_what_was_shown_is_never_a_gap_and_what_was_not_never_shown(wanted_spans, evidence, now):
    here = [each for each in account(wanted_spans, evidence) if holds([each.span], now)]

    assert len(here) == holds(wanted_spans, now)
    for each in here:
        assert (each.cause is None) is holds(evidence.shown, now)


def test_each_gap_has_the_cause_that_the_screen_told():
    evidence = Evidence(
        shown=[span(0, 10), span(60, 70)],
        prevented={Cause.EMERGENCY: [span(10, 20)], Cause.BLANK: [span(15, 25)]},
        alive=[span(0, 30), span(60, 70)],
        open_hours=[span(0, 50), span(60, 90)],
        told_until=moment(70),
    )

    assert [(each.span, each.cause) for each in account([span(0, 100)], evidence)] == [
        (span(0, 10), None),
        (span(10, 15), Cause.EMERGENCY),
        (span(15, 25), Cause.BLANK),
        (span(25, 30), Cause.SKIPPED),
        (span(30, 50), Cause.OFF),
        (span(50, 60), Cause.CLOSED),
        (span(60, 70), None),
        (span(70, 90), Cause.UNREPORTED),
        (span(90, 100), Cause.CLOSED),
    ]


@settings(max_examples=40)
@given(schedules, moments, moments, moments)
def test_what_is_wanted_is_what_the_schedule_shows(schedule, one, other, now):
    whole = TimeSpan(min(one, other), max(one, other))

    found = wanted(schedule, whole, Calendar())

    assert holds(found, now) is (
        whole.start <= now < whole.end and shows(schedule, now, Calendar())
    )
    assert found == merged(found)


def test_an_overnight_daypart_that_began_yesterday_is_wanted_too():
    night = Schedule(at("2026-12-01T00:00"), dayparts=(Daypart(time(22), time(6)),))

    found = wanted(night, TimeSpan(at("2027-01-01T00:00"), at("2027-01-02T00:00")), Calendar())

    assert found == [
        TimeSpan(at("2027-01-01T00:00"), at("2027-01-01T06:00")),
        TimeSpan(at("2027-01-01T22:00"), at("2027-01-02T00:00")),
    ]


rows = st.lists(
    st.tuples(st.sampled_from("ab"), st.integers(0, 200), st.integers(1, 60), st.floats(0, 1)).map(
        lambda each: Painted(
            each[0], span(each[1], each[1] + each[2]), timedelta(minutes=each[2] * each[3])
        )
    ),
    max_size=6,
)


@given(rows)
def test_two_browsers_of_one_screen_never_count_more_than_the_time_there_was(told):
    alone = [each for each in told if each.diary == "a"]
    if total(each.span for each in alone) < sum((each.span.length for each in alone), timedelta()):
        return  # one browser's own stretches never overlap
    found = sum_up(told)

    assert sum_up(alone).shown <= found.shown
    assert found.shown <= sum((each.shown for each in told), timedelta())


def test_of_two_browsers_the_longer_counts_and_it_is_said():
    told = [
        Painted("a", span(0, 60), 10 * MINUTE, times=3),
        Painted("b", span(30, 90), 20 * MINUTE, times=5),
        Painted("a", span(100, 160), 5 * MINUTE, times=1),
    ]

    found = sum_up(told)

    assert (found.shown, found.times, found.doubled) == (25 * MINUTE, 6, True)
