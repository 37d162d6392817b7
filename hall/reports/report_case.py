"""One thing that is counted, with everything by which it may be sorted. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from hall.clock import local
from hall.reports.measures import Quantity, ReportBy

RowKey = int | date | None


@dataclass(frozen=True, slots=True)
class ReportCase:
    """Numbers are those of the tables; None: it has none."""

    day: date
    hour: int | None
    samples: Sequence[tuple[Quantity, float]]
    service: int | None = None
    window: int | None = None
    staff: int | None = None

    def key(self, by: ReportBy) -> RowKey:
        """The row it belongs to. A month is known by its first day, Monday is 0."""
        match by:
            case ReportBy.SERVICE:
                return self.service
            case ReportBy.WINDOW:
                return self.window
            case ReportBy.STAFF:
                return self.staff
            case ReportBy.HOUR:
                return self.hour
            case ReportBy.WEEKDAY:
                return self.day.weekday()
            case ReportBy.DAY:
                return self.day
            case ReportBy.MONTH:
                return self.day.replace(day=1)


def hour_of(moment: datetime) -> int:
    """On the hall's wall."""
    return local(moment).hour
