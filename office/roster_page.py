"""Who works when, ready to be written: a week's half days, and the days that are unlike it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from hall.people.model import Staff
from hall.wait_forecast.model import Rota
from web.sentences.moments import HALVES, WEEKDAYS

NOON_MINUTES = 12 * 60
#: Offered for whoever is new in the roster, from Monday to Friday.
USUAL_SPANS = [(8 * 60 + 30, 12 * 60), (14 * 60 + 30, 17 * 60 + 30)]
WORKING_DAYS = range(5)

Spans = Sequence[Sequence[int]]


@dataclass(frozen=True)
class HalfDay:
    """A pair of fields; ``span`` in minutes since midnight, None where nobody comes."""

    label: str
    begins_field: str
    ends_field: str
    span: Sequence[int] | None


@dataclass(frozen=True)
class StaffRoster:
    """Spans by weekday, none at all for whoever is not in the roster, and by date."""

    staff: Staff
    week: Mapping[int, Spans]
    dates: Mapping[date, Spans]

    def spans_on(self, weekday: int) -> Spans:
        if weekday in self.week:
            return self.week[weekday]
        return USUAL_SPANS if weekday in WORKING_DAYS else []

    @property
    def week_fields(self) -> list[tuple[str, list[HalfDay]]]:
        """The name of each weekday, and its half days."""
        return [
            (name, half_days(self.spans_on(weekday), f"-{weekday}"))
            for weekday, name in enumerate(WEEKDAYS)
        ]


def half_days(spans: Spans, which: str = "") -> list[HalfDay]:
    """``which`` ends the names of the fields (outlook_forms.py)."""
    before = next((span for span in spans if span[0] < NOON_MINUTES), None)
    after = next((span for span in spans if span[0] >= NOON_MINUTES), None)
    return [
        HalfDay(HALVES["morning"], f"morning-from{which}", f"morning-to{which}", before),
        HalfDay(HALVES["afternoon"], f"afternoon-from{which}", f"afternoon-to{which}", after),
    ]


def rosters(people: Sequence[Staff], rows: Sequence[Rota], today: date) -> list[StaffRoster]:
    """Everybody's; dates that are over are of no use."""
    weeks: dict[int, dict[int, Spans]] = {}
    dates: dict[int, dict[date, Spans]] = {}
    for row in rows:
        if row.day is None:
            if row.weekday is not None:
                weeks.setdefault(row.staff_id, {})[row.weekday] = row.spans
        elif row.day >= today:
            dates.setdefault(row.staff_id, {})[row.day] = row.spans
    return [
        StaffRoster(staff, weeks.get(staff.id, {}), dates.get(staff.id, {})) for staff in people
    ]
