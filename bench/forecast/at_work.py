"""An officer of the made-up hall today: what they do, and what the hall sees of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from bench.forecast.day import Shift
from bench.forecast.families import Outing
from bench.forecast.world import Worker
from hall.wait_forecast.presence import ClerkSigns, presence_of
from hall.wait_forecast.presence_events import PresenceEvent, PresenceSign
from hall.wait_forecast.rules.values import CurrentVisit, Officer, OfficerPresence
from hall.wait_forecast.staffing import EARLY_MINUTES


@dataclass(slots=True)
class AtWork:
    """``visit`` is what the hall believes, ``busy`` what is."""

    worker: Worker
    skills: frozenset[str]  # of the window where they sit
    shift: Shift | None = None  # the one they are here for
    came: float = 0.0
    busy: bool = False
    visit: CurrentVisit | None = None
    stayed: bool = False  # the visit's person came to the window
    seated: bool = False  # as the records say
    away: Outing | None = None
    away_since: float = 0.0
    wants_out: Outing | None = None  # as soon as the visit is over
    signs: list[PresenceEvent] = field(default_factory=list)

    @property
    def free(self) -> bool:
        """Whether they could call somebody."""
        return self.shift is not None and not self.busy and self.away is None

    def saw(self, now: float, sign: PresenceSign) -> None:
        """The journal has something of them."""
        self.signs.append(PresenceEvent(now, sign))

    def officer(self, now: float, waited_for: Mapping[str, float]) -> Officer:
        """As the hall's own rule of presence has it; outside all hours nobody is here."""
        name, spans, skills = self.worker.name, self.worker.spans, self.skills
        span = next((span for span in spans if span.begins <= now < span.ends), None)
        if span is None:
            return Officer(name, skills, spans, OfficerPresence.EXPECTED, self.visit)
        since = span.begins - EARLY_MINUTES
        found = presence_of(
            ClerkSigns(
                signs=[sign for sign in self.signs if sign.minute >= since],
                begins=span.begins,
                seated=self.seated,
                visit_since=self.visit.since if self.visit else None,
                wanted_since=min(
                    (waited_for[service] for service in skills if service in waited_for),
                    default=None,
                ),
            ),
            now,
        )
        return Officer(name, skills, spans, found.state, self.visit, found.since)
