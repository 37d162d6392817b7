"""Whether a clerk is here: the one definition, for the forecast, for every page that says that
somebody may be served now, and for the alarms. Pure.

Sitting at a window proves little, for nobody signs out at noon; having stood up proves little too,
for clerks change windows. So both ways there is grace:

* seated and seen in this part of the day: here, as long as they let nobody wait without a sign;
  where they do, here shortly, and after a while away;
* at no window, but signed in or just stood up: here shortly, and after a while away;
* signed out, or punched out: here shortly for as long as a change of computers takes, then gone;
* not seen in this part of the day: expected.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from hall.wait_forecast.presence_events import PresenceEvent, PresenceSign
from hall.wait_forecast.rules.values import OfficerPresence

#: Who is at no window is at one again within so many minutes, or away.
GRACE_MINUTES = 10.0
#: Nobody takes longer between two calls while people wait: they are out for a moment.
BETWEEN_CALLS_MINUTES = 3.0
#: Nobody lets people wait so long at a free window without pressing anything.
SILENT_MINUTES = 15.0
#: A visit, or a pause, in which nothing is pressed for so long was left alone.
LONG_SILENT_MINUTES = 60.0


@dataclass(frozen=True, slots=True, kw_only=True)
class ClerkSigns:
    """What is known of one clerk, in minutes of the day."""

    signs: Sequence[PresenceEvent]  # of the present span, oldest first
    begins: float  # of that span
    seated: bool = False
    paused: bool = False
    visit_since: float | None = None  # of the visit in hand
    wanted_since: float | None = None  # since when somebody waits whom they could call


@dataclass(frozen=True, slots=True)
class SeenPresence:
    """Where somebody is, and since when people wait for them to come (back)."""

    state: OfficerPresence
    since: float | None = None


def presence_of(clerk: ClerkSigns, now: float) -> SeenPresence:
    """Judged at this minute of the day."""
    last = clerk.signs[-1] if clerk.signs else None
    if last is not None and _went_home(clerk.signs):
        return _at_no_window(clerk, last, now, then=OfficerPresence.GONE)
    if last is not None and (not clerk.seated or last.sign is PresenceSign.LEFT):
        return _at_no_window(clerk, last, now, then=OfficerPresence.AWAY)
    if clerk.seated and (last is not None or clerk.visit_since is not None):
        return _at_the_window(clerk, last, now)
    if not clerk.seated:
        return SeenPresence(OfficerPresence.EXPECTED)
    # Nobody is late at whose window nobody waited yet.
    wanted = now if clerk.wanted_since is None else clerk.wanted_since
    return SeenPresence(OfficerPresence.EXPECTED, max(wanted, clerk.begins))


def lets_wait(presence: SeenPresence, now: float) -> bool:
    """Whether people wait in vain at the window where this one sits."""
    if presence.state is OfficerPresence.EXPECTED:
        return presence.since is not None and now - presence.since > SILENT_MINUTES
    return presence.state in (OfficerPresence.AWAY, OfficerPresence.GONE)


def _at_the_window(clerk: ClerkSigns, last: PresenceEvent | None, now: float) -> SeenPresence:
    seen = max(clerk.visit_since or 0.0, last.minute if last else 0.0)
    moment, longest = BETWEEN_CALLS_MINUTES, SILENT_MINUTES
    if clerk.visit_since is not None or clerk.paused:
        moment = longest = LONG_SILENT_MINUTES
    else:
        seen = max(seen, clerk.begins, now if clerk.wanted_since is None else clerk.wanted_since)
    if now - seen <= moment:
        return SeenPresence(OfficerPresence.HERE)
    left = now - seen > longest
    return SeenPresence(OfficerPresence.AWAY if left else OfficerPresence.SHORTLY, seen)


def _at_no_window(
    clerk: ClerkSigns, last: PresenceEvent, now: float, *, then: OfficerPresence
) -> SeenPresence:
    since = max(last.minute, clerk.begins)
    shortly = now - since <= GRACE_MINUTES
    return SeenPresence(OfficerPresence.SHORTLY if shortly else then, since)


def _went_home(signs: Sequence[PresenceEvent]) -> bool:
    """Every second punch of a span is one on the way out, if nothing was done after it."""
    punches = sum(event.sign is PresenceSign.PUNCHED for event in signs)
    out = signs[-1].sign is PresenceSign.PUNCHED and punches % 2 == 0
    return out or signs[-1].sign is PresenceSign.SIGNED_OUT
