"""Ends sign-ins that were not used for long, or began too long ago; by role, as the office set it.

Counted in seconds of the machine's steady clock, which nobody can set: a server whose time jumps
signs nobody out. Only what passed while the server was off is counted by the calendar, and nothing
ends while the clock is doubted.
"""

from collections.abc import Callable
from threading import Lock

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from hall.people.rights import rights_of
from hall.people.sign_ins import SignIn, WhyEnded, end_sign_in
from hall.periodic_worker import PeriodicWorker
from hall.settings import number_setting
from hall.unit_of_work import Hall, UnitOfWork

ROUND_SECONDS = 300.0
#: Minutes not used, and hours in all, that the office may set.
IDLE_MINUTES = (10, 720)
SIGN_IN_HOURS = (1, 24)
SETTINGS = {
    "clerk_idle_minutes": IDLE_MINUTES,
    "clerk_sign_in_hours": SIGN_IN_HOURS,
    "manager_idle_minutes": IDLE_MINUTES,
    "manager_sign_in_hours": SIGN_IN_HOURS,
}


class SignInUse:
    """When each sign-in was used last and counted last, since this server began; in memory."""

    def __init__(self, steady: Callable[[], float]) -> None:
        self._steady = steady
        self._used: dict[int, float] = {}
        self._counted: dict[int, float] = {}
        self._lock = Lock()

    def use(self, sign_in_id: int) -> None:
        """Somebody has just used it."""
        with self._lock:
            self._used[sign_in_id] = self._steady()

    def count(self, sign_in: SignIn, seconds_off: float) -> None:
        """Add what passed since it was counted; ``seconds_off`` where that was before the server
        began."""
        with self._lock:
            now = self._steady()
            counted, used = self._counted.get(sign_in.id), self._used.get(sign_in.id)
            self._counted[sign_in.id] = now
        passed = round(now - counted if counted is not None else seconds_off)
        sign_in.age_seconds += passed
        sign_in.idle_seconds = sign_in.idle_seconds + passed if used is None else round(now - used)

    def forget(self, sign_in_id: int) -> None:
        """It is over."""
        with self._lock:
            self._used.pop(sign_in_id, None)
            self._counted.pop(sign_in_id, None)


class SignInWorker(PeriodicWorker):
    """Counts every few minutes, the first time as the server begins."""

    def __init__(self, hall: Hall, use: SignInUse) -> None:
        super().__init__("sign-ins", self._next_round, pause_seconds=ROUND_SECONDS)
        self._hall = hall
        self._use = use

    def _next_round(self) -> float:
        self.run_once()
        return self.pause_seconds

    def run_once(self) -> None:
        """Count all, and end what is over; writes nothing where nobody is signed in."""
        with self._hall.read() as snapshot:
            if snapshot.session.scalar(select(SignIn.id).limit(1)) is None:
                return
        every = select(SignIn).options(joinedload(SignIn.staff, innerjoin=True))
        with self._hall.work() as work:
            for sign_in in work.session.scalars(every):
                self._judge(work, sign_in)

    def _judge(self, work: UnitOfWork, sign_in: SignIn) -> None:
        off = (work.now - sign_in.counted_at).total_seconds()
        self._use.count(sign_in, 0 if work.clock_is_doubted else max(0.0, off))
        sign_in.counted_at = work.now
        if not work.clock_is_doubted and (why := _why_over(work, sign_in)):
            end_sign_in(work, sign_in, why)
            self._use.forget(sign_in.id)


def _why_over(work: UnitOfWork, sign_in: SignIn) -> WhyEnded | None:
    role = "manager" if rights_of(work.session, sign_in.staff) else "clerk"
    if sign_in.idle_seconds > number_setting(work.session, f"{role}_idle_minutes") * 60:
        return WhyEnded.IDLE
    if sign_in.age_seconds > number_setting(work.session, f"{role}_sign_in_hours") * 3600:
        return WhyEnded.AGE
    return None
