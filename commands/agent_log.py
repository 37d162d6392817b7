"""The log of ``hall devices``: Chinese on the terminal, everything else in a file."""

import logging
from logging.handlers import RotatingFileHandler
from pathlib import Path

from web.sentences.agent_log import UNFORESEEN, agent_sentence

FILE = "hall-devices.log"
MOST_BYTES, MOST_KEPT = 1_000_000, 3


class ChineseLines(logging.Formatter):
    """Of a line of the log only what it means to an installer."""

    def __init__(self, details: Path) -> None:
        super().__init__()
        self._details = details

    def format(self, record: logging.LogRecord) -> str:
        values = record.args if isinstance(record.args, tuple) else ()
        said = agent_sentence(str(record.msg), values)
        at = self.formatTime(record, "%Y-%m-%d %H:%M:%S")
        return f"{at}　{said or UNFORESEEN.format(file=self._details)}"


def is_told(record: logging.LogRecord) -> bool:
    """News that has no sentence is for the file; a fault is told in any case."""
    return record.levelno >= logging.WARNING or agent_sentence(str(record.msg), ()) is not None


def log_in_chinese(folder: Path) -> None:
    """Lines to the terminal, and all of it, in English and with tracebacks, into ``folder``."""
    logging.raiseExceptions = False  # a full disk would write English beside the sentences
    folder.mkdir(parents=True, exist_ok=True)
    details = folder / FILE
    told = logging.StreamHandler()
    told.setFormatter(ChineseLines(details))
    told.addFilter(is_told)
    kept = RotatingFileHandler(
        details, maxBytes=MOST_BYTES, backupCount=MOST_KEPT, encoding="utf-8"
    )
    kept.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logging.basicConfig(level=logging.INFO, handlers=[told, kept])
