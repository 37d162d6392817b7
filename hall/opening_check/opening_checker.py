"""Looks the hall over when its time has come, or when a manager says so; on a thread of its own.

A sound is asked for first; a screen that plays it reports so, and that takes seconds.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from threading import Lock

from hall.loudspeaker import NOBODY, Loudspeaker, rules_at
from hall.machines import Sheet
from hall.needs.surroundings import Surroundings
from hall.opening_check.due_check import due_check
from hall.opening_check.findings import CheckedPart, SoundTest, findings
from hall.opening_check.keeping_checks import keep_check
from hall.opening_check.model import OpeningCheck
from hall.periodic_worker import PeriodicWorker
from hall.settings import setting, settings_named
from hall.slips.actions import want_sheet
from hall.unit_of_work import Hall, ReadSession, UnitOfWork

LOOK_SECONDS, SOUND_SECONDS = 20.0, 1.0
#: So many looks after the sound nobody will report it any more.
MOST_LOOKS = 30
ACTOR = "opening_check"

#: What was found, as the ticket printer takes it, in the office's layout.
ComposeCheck = Callable[[UnitOfWork, OpeningCheck], Sheet]


@dataclass(frozen=True, slots=True)
class RunningCheck:
    """One that waits for its sound. ``actor``: who asked for it; "" for the hour."""

    began: datetime
    late: bool
    actor: str = ""
    is_silent: bool = False
    looks: int = 0


class OpeningChecker(PeriodicWorker):
    def __init__(
        self,
        hall: Hall,
        around: Surroundings,
        speaker: Loudspeaker,
        compose: ComposeCheck,
        *,
        prints: bool,
    ) -> None:
        """``prints``: whether the hall has a ticket printer."""
        super().__init__("opening check", self.look_once)
        self._hall = hall
        self._around = around
        self._speaker = speaker
        self._compose = compose
        self._prints = prints
        self._lock = Lock()
        self._asked = ""
        self.running: RunningCheck | None = None

    def ask(self, actor: str) -> None:
        """Begin at once, unless one is under way; returns before it has begun."""
        with self._lock:
            self._asked = actor
        self.wake()

    @property
    def is_busy(self) -> bool:
        """Whether one is under way, or asked for."""
        return self.running is not None or bool(self._asked)

    def look_once(self) -> float:
        """Begin what is due or asked for, or go on with it; in how many seconds to come again."""
        if self.running is None:
            self._begin()
        elif self._is_settled(self.running):
            self._finish(self.running)
            self.running = None
        else:
            self.running = replace(self.running, looks=self.running.looks + 1)
        return SOUND_SECONDS if self.running else LOOK_SECONDS

    def _begin(self) -> None:
        with self._lock:
            actor, self._asked = self._asked, ""
        with self._hall.read() as snapshot:
            due = due_check(snapshot)
            if due.why_not and not actor:
                return
            silent = _keeps_quiet(snapshot)
            self.running = RunningCheck(snapshot.now, due.late, actor, silent)
        if not silent:
            self._speaker.say("test")

    def _is_settled(self, check: RunningCheck) -> bool:
        voice = self._around.voice()
        answers = (voice.last_heard, voice.last_unheard)
        is_answered = any(at is not None and at >= check.began for at in answers)
        return check.is_silent or is_answered or check.looks >= MOST_LOOKS

    def _finish(self, check: RunningCheck) -> None:
        with self._hall.read() as snapshot:
            found = findings(snapshot, self._around, self._sound(check))
        with self._hall.work(check.actor or ACTOR) as work:
            kept = keep_check(work, found, asked=bool(check.actor), late=check.late)
            paper_is_out = any(
                (finding.part, finding.how) == (CheckedPart.PAPER, "out") for finding in found
            )
            wanted = setting(work.session, "opening_check_slip") == "yes"
            if self._prints and wanted and not paper_is_out:
                want_sheet(work, self._compose(work, kept))

    def _sound(self, check: RunningCheck) -> SoundTest:
        if check.is_silent:
            return SoundTest.SILENT
        heard = self._around.voice().last_heard
        return SoundTest.HEARD if heard and heard >= check.began else SoundTest.UNHEARD


def _keeps_quiet(snapshot: ReadSession) -> bool:
    rules = rules_at(snapshot.now, settings_named(snapshot.session, ("voice",)))
    return rules.chosen == NOBODY or rules.quiet or rules.volume == 0
