"""Facts of retention: how long things are kept, and what was forgotten when its time was over."""

from dataclasses import dataclass

from hall.events.fact import Event


@dataclass(frozen=True)
class RetentionChanged(Event):
    """``what`` is a rule of hall.retention.retention_table."""

    what: str
    before: int  # days
    days: int


@dataclass(frozen=True)
class DataForgotten(Event):
    """Rows were sealed for a week and then deleted, or their words were; what they were stands
    nowhere. The hash is of the sealed file: that of the rows could be guessed."""

    table: str
    count: int
    first: str  # the lowest key
    last: str
    file: str
    sha256: str


@dataclass(frozen=True)
class DataPutBack(Event):
    """One row of a sealed file stands in the hall again as it was."""

    table: str
    key: str
    file: str


@dataclass(frozen=True)
class RetentionRun(Event):
    """The table was gone through; how many of each rule were forgotten."""

    counts: dict[str, int]
