"""The forms about people, their passwords, and programs that are let in (office/people.py)."""

from hall.people.model import Role, Scope
from hall.people.sign_in_ages import SETTINGS
from hall.people.staff_register import Particulars
from office.list_forms import HandOverForm
from web.forms.edit_form import EditForm
from web.forms.fields import FlagField, NumberField, SecretField, TextField, TickedField, WordField
from web.forms.typed_form import TypedForm, form_of, refuse


class PasswordForm(TypedForm):
    places = {"password_easy": "password"}

    password = SecretField()
    again = SecretField()

    def validate_again(self, again: SecretField) -> None:
        if again.value != self.password.value:
            refuse("twice")


class ParticularsForm(EditForm):
    places = {
        "role_of_staff": "role",
        "title_of_staff": "title",
        "phone_of_staff": "phone",
        "password_easy": "password",
    }

    name = TextField()
    role = WordField(Role, refusal="role_of_staff")
    title = TextField()
    department = TextField()
    phone = TextField()
    duties = TextField()

    @property
    def particulars(self) -> Particulars:
        return Particulars(
            name=self.name.value,
            role=self.role.value,
            title=self.title.value,
            department=self.department.value,
            phone=self.phone.value,
            duties=self.duties.value,
        )


class NewPersonForm(ParticularsForm, PasswordForm):
    is_new = True

    account = TextField()


class PinForm(TypedForm):
    """Empty, it takes the PIN away."""

    pin = TextField()


class SkillsForm(HandOverForm, EditForm):
    service = TickedField(str, refusal="service")
    may_choose = FlagField()


class TokenForm(TypedForm):
    name = TextField()
    scope = WordField(Scope, refusal="scope")


class DemandedCodeForm(EditForm):
    demanded = FlagField()


def sign_in_limits_form() -> type[TypedForm]:
    fields = {name: NumberField(least, most) for name, (least, most) in SETTINGS.items()}
    form: type[TypedForm] = form_of("SignInLimitsForm", fields, EditForm)
    return form
