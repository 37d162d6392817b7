"""Windows, who sits there, and who should be here today: values."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from hall.wait_forecast.rules.values import MinuteSpan


@dataclass(frozen=True, slots=True)
class Place:
    """A window, and who sits there."""

    id: int
    name: str
    services: frozenset[str]  # prefixes
    clerk: int | None = None
    paused: bool = False
    desk: int | None = None  # the window from which it is covered


@dataclass(frozen=True, slots=True)
class Roster:
    """What does not change with every ticket: who should be here today."""

    hours: tuple[MinuteSpan, ...]  # of the hall
    window_hours: Mapping[int, tuple[MinuteSpan, ...]] = field(default_factory=dict)
    #: Today's spans of everybody in the timetable; empty for who is not here today.
    timetable: Mapping[int, tuple[MinuteSpan, ...]] = field(default_factory=dict)
    #: Who is expected although nobody entered a timetable.
    regulars: frozenset[int] = frozenset()
    #: What somebody can do, where the office entered it.
    skills: Mapping[int, frozenset[str]] = field(default_factory=dict)
    #: The window where they sat last.
    usual: Mapping[int, Place] = field(default_factory=dict)

    def spans(self, staff: int, at: Sequence[Place]) -> tuple[MinuteSpan, ...]:
        """Who does not stand in the timetable keeps the hours of their window, or the hall's."""
        if staff in self.timetable:
            return self.timetable[staff]
        place = at[0] if at else self.usual.get(staff)
        return self.window_hours.get(place.id, self.hours) if place else self.hours

    def able(self, staff: int, at: Sequence[Place]) -> frozenset[str]:
        """What is called to them where they sit, or would be where they sat last."""
        offered = frozenset[str]().union(*(place.services for place in at))
        can = self.skills.get(staff)
        if at:
            return offered if can is None else offered & can
        usual = self.usual[staff].services if staff in self.usual else frozenset()
        return usual if can is None else (usual & can or can)


def seats(places: Sequence[Place]) -> dict[int, list[Place]]:
    """Where everybody sits: at their own window, and in place of those they cover from it."""
    at: dict[int, list[Place]] = {}
    clerks = {place.id: place.clerk for place in places}
    for place in sorted(places, key=lambda place: place.desk is not None):  # their own first
        clerk = place.clerk if place.desk is None else clerks.get(place.desk)
        if clerk is not None:
            at.setdefault(clerk, []).append(place)
    return at


def name_of(staff: int) -> str:
    """The officer's name in the simulation, as the journal writes actors."""
    return f"staff:{staff}"
