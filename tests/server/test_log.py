"""The log is written by the clock on the hall's wall."""

import logging
from datetime import UTC, datetime

from server.log import HallTimeFormatter


def test_a_line_of_the_log_tells_the_halls_time_whatever_zone_the_computer_has(monkeypatch):
    monkeypatch.setenv("TZ", "America/New_York")
    record = logging.LogRecord("hall", logging.INFO, "", 0, "说明", (), None)
    record.created, record.msecs = datetime(2026, 11, 30, 16, 2, 5, tzinfo=UTC).timestamp(), 7.4

    line = HallTimeFormatter("%(asctime)s %(message)s").format(record)

    assert line == "2026-12-01 00:02:05,007 说明"
