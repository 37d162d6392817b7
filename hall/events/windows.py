"""Facts of windows, what they do, and who sits there."""

from dataclasses import dataclass

from hall.events.fact import Event


@dataclass(frozen=True)
class ServiceChanged(Event):
    """The office added a service or changed what stands on its tile."""

    service: str
    name: str


@dataclass(frozen=True)
class WindowChanged(Event):
    """The office added a window or changed what it does."""

    window: str
    services: str  # prefixes


@dataclass(frozen=True)
class WindowRenamed(Event):
    """What earlier facts call by the old name is this window."""

    window: str
    before: str


@dataclass(frozen=True)
class WindowCovered(Event):
    """An officer at another desk serves this window's people; None: no longer."""

    window: str
    desk: str | None


@dataclass(frozen=True)
class SkillsChanged(Event):
    """What a member of staff can do; "" is whatever their window does."""

    staff_id: int
    services: str  # prefixes


@dataclass(frozen=True)
class RightsChanged(Event):
    """What a member of staff may do besides calling the next."""

    staff_id: int
    may_choose: bool


@dataclass(frozen=True)
class PriorityChanged(Event):
    """A reason to be called earlier changed: in older journals, what ``EntryNamed`` tells now."""

    priority_id: int
    name: str
    in_use: bool


@dataclass(frozen=True)
class WindowPaused(Event):
    window: str
    reason: str  # "" when it opens again


@dataclass(frozen=True)
class WindowTaken(Event):
    """A clerk sat down at a window; None: the window was left."""

    window: str
    staff_id: int | None
