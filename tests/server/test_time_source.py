"""When the time source last set the clock, as the file of systemd-timesyncd says it."""

import os
from datetime import UTC, datetime

from server.time_source import clock_set_at


def test_the_file_that_is_touched_at_each_answer_tells_when(tmp_path):
    file = tmp_path / "synchronized"
    file.touch()
    os.utime(file, (1_740_965_400, 1_740_965_400))

    assert clock_set_at(file) == datetime(2025, 3, 3, 1, 30, tzinfo=UTC)


def test_without_the_file_nobody_knows(tmp_path):
    assert clock_set_at(tmp_path / "synchronized") is None
    assert clock_set_at(tmp_path / "away" / "synchronized") is None
