"""The forms of the desk, the guide beside it, and the rating tablet."""

from hall.base import LARGEST_ID
from hall.issuing.party_size import LARGEST_PARTY
from web.forms.fields import FlagField, IdField, NumberField, OptionalField, TextField, TickedField
from web.forms.fields import number_within as within
from web.forms.typed_form import TypedForm

#: How long away at most; a number is good for its day only.
MOST_MINUTES = 600
GRADES = (1, 5)


class InHandForm(TypedForm):
    """What the page showed at this window; a call pad has no page and says nothing."""

    in_hand = TextField()


class DeskForm(TypedForm):
    """How much of the line the page shows, and the number somebody is looked for by."""

    all = FlagField()
    number = TextField()


class StepForm(TypedForm):
    """Which ticket, and the state in which its page showed it, behind which step."""

    ticket = IdField(refusal="ticket")
    state = TextField()
    stepped = TextField()


class ParkForm(StepForm):
    places = {"back_at": "minutes"}

    minutes = OptionalField(within(1, MOST_MINUTES), refusal="minutes")
    note = TextField()


class TransferForm(StepForm):
    """To a service ("C"), or to one window of it ("C 3")."""

    places = {"service": "to", "window": "to"}

    to = TextField()
    note = TextField()


class FurtherForm(StepForm):
    places = {"further": "service"}

    service = TextField()


class CorrectionForm(StepForm):
    service = TextField()
    priority = OptionalField(within(1, LARGEST_ID), refusal="priority")
    help = FlagField()
    size = OptionalField(within(1, LARGEST_PARTY), refusal="size", bounds={"most": LARGEST_PARTY})


class WalkUpForm(InHandForm):
    service = TextField()
    key = TextField()


class LeavingForm(TypedForm):
    """``home``: to sign out as well; ``finish`` and ``to`` are what becomes of the people there."""

    places = {"window": "to"}

    sure = FlagField()
    home = FlagField()
    finish = FlagField()
    to = TextField()


class PauseForm(TypedForm):
    """What was typed counts before what was chosen."""

    places = {"reason": "other"}

    other = TextField()
    reason = TextField()

    @property
    def why(self) -> str:
        return self.other.value or self.reason.value


class CoverForm(TypedForm):
    window = TickedField(str, refusal="window")


class ReturnSlipForm(TypedForm):
    places = {"WrongCode": "code"}

    code = TextField()
    key = TextField()


class LeftOverForm(TypedForm):
    """A number of the last day, from the desk's list."""

    ticket = IdField(refusal="ticket")


class SoughtForm(TypedForm):
    """What the guide is asked for: words, or an item's code."""

    q = TextField()
    item = TextField()


class TellForm(TypedForm):
    """``ticket`` is empty for somebody without a number, who telephones or only asks."""

    key = TextField()
    ticket = OptionalField(within(1, LARGEST_ID), refusal="ticket")
    item = TextField()
    missing = TickedField(within(0, LARGEST_ID), refusal="missing")
    remark = TextField()


class TabletForm(TypedForm):
    ticket = OptionalField(within(1, LARGEST_ID), refusal="ticket")
    number = TextField()
    grade = NumberField(*GRADES, refusal="grade")
