"""What the hall has told, and waiting until it does."""

from collections.abc import Callable

from announcer.journal_follower import JournalFollower
from hall.events import HallOpened
from tests.waiting import PAUSE_SECONDS, wait_until


def kinds(facts, *wanted):
    return [fact for fact in facts() if isinstance(fact, wanted)]


def wait_for(hall, happened: Callable[[], bool]) -> None:
    """Until it is so, woken by every change of the hall."""

    def listen() -> None:
        with hall.read() as snapshot:
            seq = snapshot.seq
        hall.journal_after(seq, PAUSE_SECONDS)

    wait_until(happened, meanwhile=listen)


def follow(hall, *followers: JournalFollower) -> None:
    """Until their rounds on all that was told so far are over: twice a fact comes after it, and
    whoever has taken up the second is through with the first."""
    for _ in range(2):
        with hall.work("installer") as work:
            work.record(HallOpened(version="0"))
        with hall.read() as snapshot:
            seq = snapshot.seq
        for each in followers:
            wait_until(lambda each=each, seq=seq: each.seq >= seq, "it follows the journal")
