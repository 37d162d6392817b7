"""The forms of visitors at the kiosk and on the phone, and of staff who leave the kiosk."""

from hall.parsing import whole_number
from web.forms.fields import LenientField, NumberField, SecretField, TextField
from web.forms.typed_form import TypedForm

GRADES = (1, 5)


class CodeForm(TypedForm):
    """The digits of a slip."""

    code = TextField()


class TicketPadForm(TypedForm):
    """The number of a ticket, and the check that stands on its slip."""

    number = TextField()
    check = TextField()


class PinPadForm(TypedForm):
    pin = SecretField()


class BelievedForm(TypedForm):
    """The state in which the page showed the ticket."""

    state = TextField()


class GradeForm(TypedForm):
    grade = NumberField(*GRADES, refusal="grade")
    words = TextField()


class GradeQuery(TypedForm):
    """The grade that was touched on the page before."""

    grade = LenientField[int | None](whole_number, None)


class ItemQuery(TypedForm):
    """What the page that led here was about."""

    item = LenientField(str, "")


class RedeemForm(CodeForm):
    key = TextField()


class CardForm(TypedForm):
    """A fact card: two touches of one page are one card."""

    key = TextField()
