"""What is true of a screen, judged from its last account and what it should be by now. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from hall.screens.screen_state import BEAT_SECONDS, SILENCE, Account, Condition, Heartbeat

#: So long a screen may take to paint what was changed just now.
GRACE = timedelta(seconds=5)
#: A film may be dark for a scene; for so long it is not.
DARK_FOR = timedelta(seconds=2 * BEAT_SECONDS)


@dataclass(frozen=True, slots=True)
class ExpectedScreen:
    """What a screen should be by now."""

    now: datetime
    newest: int  # the journal's last row about what stands on screens
    newest_at: datetime | None  # … and its moment
    version: str
    blanked_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class ScreenState:
    condition: Condition
    since: datetime | None


def judged(account: Account | None, wanted: ExpectedScreen) -> ScreenState:
    """The gravest word that is true, and since when it is."""
    if account is None:
        return ScreenState(Condition.OFF, None)
    if wanted.now - account.beat.at > SILENCE:
        return ScreenState(Condition.OFF, account.beat.at)
    return next(_wrong(account, wanted), ScreenState(Condition.WELL, None))


def _wrong(account: Account, wanted: ExpectedScreen) -> Iterator[ScreenState]:
    """Everything that is, gravest first."""
    beat, since = account.beat, account.since
    dark_since = since.get(Condition.BLACK)
    if dark_since and beat.at - dark_since >= DARK_FOR:
        yield ScreenState(Condition.BLACK, dark_since)
    if _is_stale(beat, wanted):
        yield ScreenState(Condition.STALE, wanted.newest_at)
    if frozen_since := since.get(Condition.FROZEN):
        yield ScreenState(Condition.FROZEN, frozen_since)
    if beat.version != wanted.version:
        yield ScreenState(Condition.OLD, None)
    if mute_since := since.get(Condition.MUTE):
        yield ScreenState(Condition.MUTE, mute_since)
    if wanted.blanked_at:
        yield ScreenState(Condition.DARK, wanted.blanked_at)


def _is_stale(beat: Heartbeat, wanted: ExpectedScreen) -> bool:
    """It has had its time to paint, and has not; or it is not as dark or bright as it was told."""
    late = wanted.newest_at is None or wanted.now - wanted.newest_at > GRACE
    return (beat.painted < wanted.newest and late) or _disobeys(beat, wanted)


def _disobeys(beat: Heartbeat, wanted: ExpectedScreen) -> bool:
    told = wanted.blanked_at is not None
    had_time = wanted.blanked_at is None or beat.at - wanted.blanked_at > GRACE
    return beat.blanked != told and had_time
