"""What a screen's computer lacks, and when a page begins anew though nothing is wrong."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from hall.clock import HALL_ZONE
from hall.screens.computer_strain import ComputerReadings, Strain, strains
from hall.screens.nightly import LONG_OPEN, should_begin_anew
from tests.conftest import MORNING

WELL = {"heat": 60, "memory_free": 400, "memory": 900, "disk_free": 8000}
MAYBE = st.none() | st.integers(0, 10**9)


def test_what_was_seen_unnoticed_elsewhere_is_noticed_here():
    assert strains(ComputerReadings(**WELL)) == []
    hot = ComputerReadings(**WELL | {"heat": 82, "memory_free": 82})
    assert strains(hot) == [Strain.HEAT, Strain.MEMORY]
    assert strains(ComputerReadings(**WELL | {"disk_free": 499})) == [Strain.DISK]


@given(heat=MAYBE, memory_free=MAYBE, memory=MAYBE, disk_free=MAYBE)
def test_what_is_not_told_is_no_strain(**told):
    for strain in strains(ComputerReadings(**told)):
        name = {"heat": "heat", "memory": "memory_free", "disk": "disk_free"}[strain]
        assert told[name] is not None


def test_a_page_begins_anew_at_night_once():
    three = MORNING.astimezone(HALL_ZONE).replace(hour=3, minute=0)
    long = int(LONG_OPEN.total_seconds()) + 1
    assert should_begin_anew(long, three)
    assert not should_begin_anew(60, three + timedelta(minutes=1)), "it has just done so"
    assert not should_begin_anew(long, three + timedelta(hours=2)), "the day's first people"
    assert not should_begin_anew(long, three - timedelta(minutes=1))
