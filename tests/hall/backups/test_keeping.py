"""Seven days, four weeks, twelve months: what is kept, whatever was made when."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from hall.backups.keeping import DAYS, MONTHS, WEEKS, kept_moments
from hall.clock import hall_day

NOW = datetime(2026, 11, 30, 18, 30, tzinfo=UTC)  # half past two on the 1st of December
MOMENTS = st.sets(
    st.integers(-60, 1500 * 24 * 60).map(lambda minutes: NOW - timedelta(minutes=minutes)),
    max_size=80,
)


@given(MOMENTS)
def test_the_newest_is_kept_and_no_more_than_the_rule_allows(made):
    kept = kept_moments(made, NOW)

    past = {moment for moment in made if moment <= NOW}
    assert kept <= made
    assert kept >= made - past
    assert not past or max(past) in kept
    assert len(kept & past) <= DAYS + WEEKS + MONTHS


@given(MOMENTS)
def test_the_rule_applied_twice_takes_nothing_more(made):
    kept = kept_moments(made, NOW)

    assert kept_moments(kept, NOW) == kept


@given(MOMENTS, st.integers(0, 400))
def test_time_that_passes_takes_nothing_and_of_one_day_the_last_is_kept(made, days):
    later = NOW + timedelta(days=days, hours=2)
    kept = kept_moments(made, later)

    assert kept == kept_moments(made, later + timedelta(days=5000))
    by_day = [hall_day(moment) for moment in sorted(kept)]
    assert len(by_day) == len(set(by_day))


def test_a_year_of_nights_leaves_days_weeks_and_months():
    kept: set[datetime] = set()
    for night in range(400):
        at = NOW + timedelta(days=night)
        kept = kept_moments({*kept, at}, at)

    days = sorted((hall_day(moment) for moment in kept), reverse=True)
    last = hall_day(NOW + timedelta(days=399))
    assert days[:7] == [last - timedelta(days=back) for back in range(7)]
    assert len({day.replace(day=1) for day in days}) == 12
    assert len(kept) <= DAYS + WEEKS + MONTHS


def test_backups_of_a_wrong_clock_push_none_of_the_others_out():
    ahead = {NOW + timedelta(days=day) for day in range(1, 40)}
    past = {NOW - timedelta(days=day) for day in range(7)}

    assert kept_moments(ahead | past, NOW) == ahead | past
