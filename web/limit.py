"""The rows of the tables of limits (web/limits.py)."""

from dataclasses import dataclass

from hall.rate_limit import Rate


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """For these endpoints together, by source, and by the thing that an argument names."""

    name: str
    what: str
    endpoints: tuple[str, ...]
    rate: Rate
    busiest: str
    #: The argument of the address that names the thing; "" where the source alone counts.
    thing: str = ""
    #: Reading is counted too, where it costs as much.
    reads: bool = False
    #: Only answers with this status are counted, and only they are refused; None counts all.
    answered: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HeavyWork:
    """These endpoints together: so many at once, so many more wait, for so long."""

    name: str
    what: str
    endpoints: tuple[str, ...]
    at_once: int
    most_waiting: int
    patience_seconds: int
    busiest: str
    #: Much memory that does not go back by itself.
    leaves_much: bool = False
