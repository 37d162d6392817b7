"""Who serves today, from when to when, and whether they are here: pure.

The timetable says who should be here; the windows and the presence events say who is. Where no
timetable was entered, whoever sits at a window keeps the hall's hours, and whoever sat there
on the last day the hall was open is expected again.
"""

from collections.abc import Iterable, Mapping, Sequence

from hall.wait_forecast.presence_events import PresenceEvent, PresenceEvents, PresenceSign
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


def officers(
    places: Sequence[Place],
    roster: Roster,
    seen: PresenceEvents,
    visits: Mapping[str, CurrentVisit],  # by window
    now: float,
) -> tuple[Officer, ...]:
    """Everybody who serves or is expected today, then the windows that call without a clerk.

    Who can do nothing is left out. ``now`` is a minute of the day.
    """
    at = seats(places)
    everybody = sorted({*at, *roster.timetable, *roster.regulars})
    people = (
        _member(staff, at.get(staff, []), roster, seen.by_staff.get(staff, ()), visits, now)
        for staff in everybody
    )
    unmanned = (_unmanned(place, roster, seen, visits, now) for place in places)
    return tuple(officer for officer in (*people, *unmanned) if officer and officer.skills)


def _member(
    staff: int,
    places: Sequence[Place],
    roster: Roster,
    seen: Iterable[PresenceEvent],
    visits: Mapping[str, CurrentVisit],
    now: float,
) -> Officer | None:
    spans = roster.spans(staff, places)
    in_hand = [visits[place.name] for place in places if place.name in visits]
    presence, spans = _presence(spans, list(seen), now, seated=bool(places), busy=bool(in_hand))
    if places and places[0].paused and presence is OfficerPresence.HERE:
        spans = later(spans, now + PAUSE_MINUTES)
    return Officer(
        name_of(staff),
        roster.able(staff, places),
        spans,
        presence,
        min(in_hand, key=lambda visit: visit.since, default=None),
    )


def _presence(
    spans: tuple[MinuteSpan, ...],
    seen: Sequence[PresenceEvent],
    now: float,
    *,
    seated: bool,
    busy: bool,
) -> tuple[OfficerPresence, tuple[MinuteSpan, ...]]:
    span = next((span for span in spans if span.begins <= now < span.ends), None)
    since = now - RECENT_MINUTES if span is None else span.begins - EARLY_MINUTES
    recent = [event for event in seen if since <= event.minute <= now]
    out = bool(recent) and recent[-1].sign is PresenceSign.LEFT
    here = seated and not out and (bool(recent) or busy)
    if span is None:
        if here:
            return OfficerPresence.HERE, overtime(spans, now)
        return OfficerPresence.EXPECTED, spans
    if here:
        return OfficerPresence.HERE, spans
    if seated and not out:
        return OfficerPresence.EXPECTED, spans  # signed in since yesterday, and not seen yet
    if all(event.sign is PresenceSign.PUNCHED for event in recent):
        # In, and out again. Who is only in stands beside the window.
        return (OfficerPresence.EXPECTED, OfficerPresence.HERE, OfficerPresence.GONE)[
            min(2, len(recent))
        ], spans
    return OfficerPresence.GONE, spans


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
