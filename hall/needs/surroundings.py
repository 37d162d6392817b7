"""What stands beside the records: machines, screens, the voice, the disk, the network."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from hall import journal
from hall.clock import hall_day
from hall.disk_room import DiskRoom
from hall.events import HallOpened
from hall.failed_upgrade import FailedUpgrade
from hall.hours.queries import keeps_hours, timetable
from hall.line.queries import windows
from hall.loudspeaker import VoiceState
from hall.machine_watch import MachineHealth
from hall.power.power_watch import PowerState
from hall.screens.judging import ExpectedScreen, ScreenState, judged
from hall.screens.model import Screen
from hall.screens.presence import ScreenPresence
from hall.screens.queries import newest_visible, screens
from hall.unit_of_work import ReadSession

#: After its start the server has not heard from the screens yet.
ALL_HEARD_AFTER = timedelta(seconds=40)
#: So long before it opens the hall is got ready.
MADE_READY = timedelta(minutes=30)


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """Asked anew for each look: ``voice`` may have changed since."""

    presence: ScreenPresence
    version: str  # that screens should run
    machines: Callable[[], Sequence[MachineHealth]] = lambda: ()
    voice: Callable[[], VoiceState] = VoiceState
    disk: Callable[[], DiskRoom | None] = lambda: None
    power: Callable[[], PowerState] = PowerState
    #: When the computer's clock was last set by a time source; None: never, or nobody knows.
    clock_set: Callable[[], datetime | None] = lambda: None
    upgrade: Callable[[], FailedUpgrade | None] = lambda: None
    #: Accounts with which anybody in the building could sign in, as things stand.
    known_accounts: Callable[[Session], Sequence[str]] = lambda _: ()


def screen_states(
    snapshot: ReadSession, around: Surroundings
) -> Sequence[tuple[Screen, ScreenState]]:
    """Of every screen that hangs, in the office's order."""
    newest = newest_visible(snapshot.session)
    return [
        (
            screen,
            judged(
                around.presence.account(screen.name),
                ExpectedScreen(
                    snapshot.now, newest.seq, newest.at, around.version, screen.blanked_at
                ),
            ),
        )
        for screen in screens(snapshot.session)
    ]


def just_started(snapshot: ReadSession) -> bool:
    """Whether nobody can have heard from every screen yet."""
    opened = journal.latest_of(snapshot.session, (HallOpened.kind,))
    return opened is not None and snapshot.now - opened.at < ALL_HEARD_AFTER


def should_be_ready(snapshot: ReadSession) -> bool:
    """Whether the hall is open, or opens within half an hour: at night a dark screen is well."""
    if snapshot.clock_is_doubted or not keeps_hours(snapshot.session):
        return True
    table = timetable(snapshot.session, snapshot.today)
    ids = [window.id for window in windows(snapshot.session)]
    openings = table.openings(hall_day(snapshot.now), ids)
    return bool(openings) and (
        openings[0].opens - MADE_READY <= snapshot.now < max(o.closes for o in openings)
    )
