"""What the server writes to its error output: one line a happening."""

import logging
from datetime import UTC, datetime

from hall.clock import local


class HallTimeFormatter(logging.Formatter):
    """Whatever zone the computer is set to: the log is read beside the office's own times."""

    def formatTime(self, record: logging.LogRecord, datefmt: str | None = None) -> str:  # noqa: N802
        """``2026-11-30 21:02:17,829``, the form that the standard one has."""
        told = local(datetime.fromtimestamp(record.created, UTC))
        return f"{told:%Y-%m-%d %H:%M:%S},{int(record.msecs):03}"


def log_to_stderr() -> None:
    """One line a happening: when, by the clock on the hall's wall, how grave, where, what."""
    written = logging.StreamHandler()
    written.setFormatter(HallTimeFormatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logging.basicConfig(level=logging.INFO, handlers=[written])
    for noisy in ("werkzeug", "engineio", "socketio", "alembic"):
        logging.getLogger(noisy).setLevel(logging.WARNING)
