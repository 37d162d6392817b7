"""What programs ask for in the address."""

from datetime import date, timedelta
from typing import Any

from hall.base import LARGEST_ID
from hall.errors import Malformed
from hall.reports.measures import ReportBy
from web.forms.fields import LenientField, TypedField
from web.forms.typed_form import TypedForm

LONGEST_SEQ = 1000  # digits
ISO_DAY = "2026-10-08"
KEPT_YEARS = range(2000, 3000)
#: A quarter of a year of a whole office is answered at once.
LONGEST_STRETCH = timedelta(days=92)
LONGEST_REPORT = timedelta(days=366)
#: What figures may be asked by; weekdays and months are of the office's page.
FIGURES_BY = (ReportBy.SERVICE, ReportBy.WINDOW, ReportBy.STAFF, ReportBy.HOUR, ReportBy.DAY)


class ItemsQuery(TypedForm):
    q = LenientField(str, "")


class ScreenQuery(TypedForm):
    screen = LenientField(str, "")


class SeqField(TypedField[int]):
    """A place in the journal: 0, its beginning, where none is said. Raises Malformed as bodies do,
    for programs read the field's name and not a sentence at it.
    """

    def process_formdata(self, valuelist: list[Any]) -> None:
        said = valuelist[0] if valuelist else "0"
        if not said.isascii() or not said.isdigit() or len(said) > LONGEST_SEQ:
            raise Malformed(field=self.name)
        self.data = min(int(said), LARGEST_ID)


class JournalQuery(TypedForm):
    after = SeqField()


class IsoDayField(TypedField[date]):
    """A day as in 2026-10-08. Raises Malformed, as SeqField does."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        said = valuelist[0] if valuelist else ""
        try:
            if len(said) != len(ISO_DAY):
                raise ValueError(said)
            self.data = date.fromisoformat(said)
        except ValueError as error:
            raise Malformed(field=self.name) from error
        if self.data.year not in KEPT_YEARS:
            raise Malformed(field=self.name)


class AttendanceDaysQuery(TypedForm):
    """Both days included."""

    first = IsoDayField(name="from")
    last = IsoDayField(name="to")


class ReportByField(TypedField[ReportBy]):
    """One of FIGURES_BY. Raises Malformed, as SeqField does."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        said = valuelist[0] if valuelist else ""
        if said not in FIGURES_BY:
            raise Malformed(field=self.name)
        self.data = ReportBy(said)


class FiguresQuery(AttendanceDaysQuery):
    by = ReportByField()
