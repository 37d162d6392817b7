"""The forms of visitors at the kiosk and on the phone, and of staff who leave the kiosk."""

from web.forms.fields import NumberField, SecretField, TextField
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


class ReturnSlipWishForm(TypedForm):
    service = TextField()
    item = TextField()
    key = TextField()


class RedeemForm(CodeForm):
    key = TextField()


class CardForm(TypedForm):
    """A fact card: two touches of one page are one card."""

    key = TextField()


class OpinionForm(TypedForm):
    """What is typed; what was touched is carried along (kiosk/opinion_draft.py)."""

    places = {"opinion_words": "words", "happened_on": "day", "opinion_kind": "kind"}

    words = TextField()
    telephone = TextField()
    key = TextField()
