"""What `python -m bench soak --long` does ten thousand times, a few hundred times."""

import pytest

from bench.measures.soaking import printed_in_a_row, touched_in_a_row
from devices.fingerprint_reader.simulator import SimulatedReader

pytestmark = pytest.mark.slow

TURNS = 150


def test_no_slip_is_lost_or_doubled(tmp_path):
    one = printed_in_a_row(tmp_path)

    assert all(one(turn) for turn in range(TURNS))


@pytest.mark.parametrize("quirks", [set(), {"noise", "glued", "echo"}])
def test_no_touch_is_lost_or_doubled(quirks):
    with SimulatedReader(range(1, 11)) as reader:
        reader.boot_seconds = 0
        one = touched_in_a_row(reader)
        for quirk in quirks:
            reader.trouble(quirk)

        assert all(one(turn) for turn in range(TURNS))
