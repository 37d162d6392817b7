"""The forms about attendance terminals and their logs (office/terminals.py)."""

from datetime import timedelta

from hall.terminals.actions import MOST_AHEAD
from hall.terminals.attlog import LARGEST_LOG_BYTES
from hall.terminals.set_aside import LineSpan
from web.forms.edit_form import EditForm
from web.forms.fields import IdField, OptionalField, TextField, WholeField, number_within
from web.forms.typed_form import TypedForm

MOST_SECONDS = int(MOST_AHEAD.total_seconds())


class AheadForm(TypedForm):
    """By how many seconds a terminal's clock is ahead; behind where it is negative."""

    ahead = OptionalField(number_within(-MOST_SECONDS, MOST_SECONDS), refusal="ahead")

    @property
    def seconds_ahead(self) -> int:
        return self.ahead.value or 0

    @property
    def time_ahead(self) -> timedelta:
        return timedelta(seconds=self.seconds_ahead)


class LogForm(AheadForm):
    places = {"attlog": "log"}

    serial = TextField()


class ReadLogForm(LogForm):
    """The log once more, as it was looked at."""

    content = WholeField(longest=2 * LARGEST_LOG_BYTES)


class TerminalForm(AheadForm, EditForm):
    serial = TextField()
    name = TextField()


class TerminalAddressForm(TypedForm):
    address = TextField()


class TerminalPinForm(TypedForm):
    pin = TextField()
    staff = IdField(refusal="staff")


class LinesForm(TypedForm):
    """Lines that were shown: those that came since are not among them."""

    serial = TextField()
    why = TextField()
    first = IdField(refusal="line")
    last = IdField(refusal="line")

    @property
    def span(self) -> LineSpan:
        return LineSpan(self.serial.value, self.why.value, self.first.value, self.last.value)
