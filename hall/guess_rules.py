"""How often each kind of secret may be guessed at, by source and over all sources."""

from dataclasses import dataclass

from hall.backoff import Backoff
from hall.errors import CodesClosed, TooManyTries, TooOften

HOUR = 3600.0


@dataclass(frozen=True, slots=True, kw_only=True)
class GuessRule:
    """How often a kind of secret may be guessed at."""

    name: str
    #: Wrong ones in a row before the source waits at all.
    free: int
    delay: Backoff
    #: One wrong try is forgotten in so many seconds.
    forgotten_seconds: float
    #: Over all sources, of each at most ``of_one_source``; None where there is no ceiling.
    ceiling: int | None = None
    of_one_source: int = 10
    refusal: type[TooOften] = TooManyTries


PASSWORD = GuessRule(
    name="password", free=5, delay=Backoff(60, 900), forgotten_seconds=HOUR, ceiling=50
)
PIN = GuessRule(name="pin", free=5, delay=Backoff(60, 900), forgotten_seconds=HOUR, ceiling=50)
#: One for the whole hall: no ceiling, or a stranger's guesses would lock the staff out of kiosks.
KIOSK_PIN = GuessRule(
    name="kiosk pin",
    free=5,
    delay=Backoff(300, 3600),
    forgotten_seconds=HOUR,
    refusal=CodesClosed,
)
#: At the kiosk all visitors are one source: somebody may mistype every minute all morning. A right
#: one forgives nothing: else whoever has one paper guesses at the others.
CODE = GuessRule(
    name="code",
    free=5,
    delay=Backoff(60, 300),
    forgotten_seconds=60,
    refusal=CodesClosed,
)
#: Of the first start, and on the director's recovery paper: too long to be guessed, so nobody who
#: tries may keep out whoever has it.
LONG_CODE = GuessRule(name="long code", free=5, delay=Backoff(60, 900), forgotten_seconds=HOUR)
RULES = (PASSWORD, PIN, KIOSK_PIN, CODE, LONG_CODE)
