"""Who serves today, from when to when, and whether they are here: pure.

The timetable says who should be here; the windows and the presence events say who is. Where no
timetable was entered, whoever sits at a window keeps the hall's hours, and whoever sat there
on the last day the hall was open is expected again.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from hall.wait_forecast.presence import ClerkSigns, SeenPresence, presence_of
from hall.wait_forecast.presence_events import PresenceEvents
from hall.wait_forecast.roster import Place, Roster, name_of, seats
from hall.wait_forecast.rules.values import CurrentVisit, MinuteSpan, Officer, OfficerPresence

#: Who is seen so long before a span begins has come for it.
EARLY_MINUTES = 60.0
#: Outside all hours, whoever did something so recently is at work ...
RECENT_MINUTES = 20.0
#: ... and is believed to stay for so long.
OVERTIME_MINUTES = 60.0
#: How long the pause of a window lasts, as far as anybody can know.
PAUSE_MINUTES = 10.0


@dataclass(frozen=True, slots=True)
class CurrentLine:
    """What goes on at the windows, and since when anybody waits; minutes of the day."""

    visits: Mapping[str, CurrentVisit] = field(default_factory=dict)  # by window
    since: Mapping[str, float] = field(default_factory=dict)  # by service, of who came first


def officers(
    places: Sequence[Place],
    roster: Roster,
    seen: PresenceEvents,
    line: CurrentLine,
    now: float,
) -> tuple[Officer, ...]:
    """Everybody who serves, served or is expected today, then the windows without a clerk.

    Who can do nothing is left out. ``now`` is a minute of the day.
    """
    at = seats(places)
    everybody = sorted({*at, *roster.timetable, *roster.regulars, *seen.served})
    people = (_member(staff, at.get(staff, []), roster, seen, line, now) for staff in everybody)
    unmanned = (_unmanned(place, roster, seen, line.visits, now) for place in places)
    return tuple(officer for officer in (*people, *unmanned) if officer and officer.skills)


def _member(
    staff: int,
    places: Sequence[Place],
    roster: Roster,
    seen: PresenceEvents,
    line: CurrentLine,
    now: float,
) -> Officer:
    spans, skills = roster.spans(staff, places), roster.able(staff, places)
    in_hand = [line.visits[place.name] for place in places if place.name in line.visits]
    visit = min(in_hand, key=lambda visit: visit.since, default=None)
    span = next((span for span in spans if span.begins <= now < span.ends), None)
    since = now - RECENT_MINUTES if span is None else span.begins - EARLY_MINUTES
    signs = ClerkSigns(
        signs=[event for event in seen.by_staff.get(staff, ()) if since <= event.minute <= now],
        begins=span.begins if span else since,
        seated=bool(places),
        paused=bool(places) and places[0].paused,
        visit_since=visit.since if visit else None,
        wanted_since=min((line.since[one] for one in skills if one in line.since), default=None),
    )
    found = presence_of(signs, now)
    if span is None:
        if found.state is not OfficerPresence.HERE:
            found = SeenPresence(OfficerPresence.EXPECTED)
        else:
            spans = overtime(spans, now)
    if signs.paused and found.state is OfficerPresence.HERE:
        spans = later(spans, now + PAUSE_MINUTES)
    return Officer(name_of(staff), skills, spans, found.state, visit, found.since)


def _unmanned(
    place: Place,
    roster: Roster,
    seen: PresenceEvents,
    visits: Mapping[str, CurrentVisit],
    now: float,
) -> Officer | None:
    """A window that another program calls for: nobody signed in, and yet it serves."""
    called = seen.called.get(place.name)
    if place.clerk is not None or place.desk is not None or place.paused or called is None:
        return None
    if not 0 <= now - called <= 2 * RECENT_MINUTES:
        return None
    hours = roster.window_hours.get(place.id, roster.hours)
    inside = any(span.begins <= now < span.ends for span in hours)
    spans = hours if inside else overtime(hours, now)
    name = f"window:{place.name}"
    return Officer(name, place.services, spans, OfficerPresence.HERE, visits.get(place.name))


def overtime(spans: Sequence[MinuteSpan], now: float) -> tuple[MinuteSpan, ...]:
    """At work outside all hours, for an hour or until the next of them begins."""
    coming = [span for span in spans if span.begins > now]
    until = min([now + OVERTIME_MINUTES, *(span.begins for span in coming)])
    return tuple(sorted([*spans, MinuteSpan(now, until)], key=lambda span: span.begins))


def later(spans: Sequence[MinuteSpan], begins: float) -> tuple[MinuteSpan, ...]:
    """What is left of the spans from a moment on."""
    return tuple(
        MinuteSpan(max(span.begins, begins), span.ends) for span in spans if span.ends > begins
    )
