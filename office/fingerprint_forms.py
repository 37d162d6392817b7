"""The forms about fingers and the fingerprint reader."""

from web.forms.edit_form import EditForm
from web.forms.fields import ChoiceField, FlagField, IdField, NumberField, SecretField
from web.forms.typed_form import TypedForm, refuse
from web.sentences.device_jobs import FINGERS

CAPTURES = range(2, 7)
SECURITY_LEVELS = range(1, 6)


class SureForm(TypedForm):
    """What cannot be taken back is ticked first."""

    sure = FlagField()

    def validate_sure(self, sure: FlagField) -> None:
        if not sure.value:
            refuse("sure")


class EnrolForm(TypedForm):
    """Only with the person's own consent to this one purpose (PIPL art. 29)."""

    staff = IdField(refusal="staff")
    label = ChoiceField(FINGERS, refusal="finger")
    captures = NumberField(CAPTURES[0], CAPTURES[-1], refusal="finger")
    consent = FlagField()  # signed just now; whoever signed before need not sign again


class SecurityForm(EditForm):
    level = NumberField(SECURITY_LEVELS[0], SECURITY_LEVELS[-1])


class CopyForm(TypedForm):
    places = {"seal_again": "again", "seal_password": "password"}

    password = SecretField()
    again = SecretField()


class RestoreForm(SureForm):
    places = {"seal_file": "copy", "seal_broken": "password"}

    password = SecretField()
