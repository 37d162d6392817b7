"""The directory of screens, signing in and out."""

from typing import Any
from urllib.parse import urlsplit

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from hall.demo_data.load import password_of
from hall.line.leaving_window import free_windows
from hall.people.actions import sign_in as admit_staff
from hall.people.actions import sign_out as let_go
from hall.people.queries import anybody_there
from hall.people.second_factor import anybody_has_one
from hall.people.sign_ins import SignIn
from web.app_context import current_context, current_hall
from web.forms.fields import LenientField, SecretField, TextField, TypedField, no_longer_than
from web.forms.form_page import form_page
from web.forms.typed_form import TypedForm
from web.same_origin import comes_from_elsewhere
from web.sign_in import actor, forget, must_change_here, must_set_up_here, remember, sign_in_here
from web.source import source_here

bp = Blueprint("web", __name__, template_folder="templates")

#: Whom the demonstration's sign-in page offers: a clerk, the duty officer, the director.
SHOWN_ACCOUNTS = ("bing", "ren", "jia")


@bp.get("/")
def directory() -> str:
    return render_template("web/directory.html")


def _within(address: str) -> str:
    """The address, if it leads to a page of ours; nobody is sent elsewhere by a link."""
    try:
        parts = urlsplit(address.replace("\\", "/"))
    except ValueError:  # such as a bracket too many
        return ""
    if parts.scheme or parts.netloc or not parts.path.startswith("/"):
        return ""
    # Put together anew: a browser reads ///host like //host, and skips tabs and line ends.
    path = "/" + parts.path.lstrip("/")
    return f"{path}?{parts.query}" if parts.query else path


LONGEST_SHOWN = 64  # of an account that an address brings


class AddressField(TypedField[str]):
    """Where somebody wanted to go; nowhere, when that is not within our pages."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        self.data = _within(str(valuelist[0])) if valuelist else ""


class SignInForm(TypedForm):
    account = TextField()
    password = SecretField()
    code = SecretField()  # of the second factor, for who has one
    next = AddressField()


class SignInQuery(TypedForm):
    """Whoever was refused, or sent here, comes with these."""

    account = LenientField(no_longer_than(LONGEST_SHOWN), "")
    next = AddressField()


@bp.get("/sign-in")
def sign_in() -> str:
    asked = SignInQuery.read_query()
    with current_hall().read() as snapshot:
        anybody = anybody_there(snapshot.session)
        asks_for_code = anybody_has_one(snapshot.session)
    # Only where nobody but this computer reads them: in the hall's network they are everybody's.
    context = current_context()
    shown = SHOWN_ACCOUNTS if context.sign.demonstration and not context.is_open_demo else ()
    return render_template(
        "web/sign_in.html",
        account=asked.account.value,
        next=asked.next.value,
        is_empty=not anybody,
        asks_for_code=asks_for_code,
        sent_here=asked.next.value and comes_from_elsewhere(),
        shown=[(account, password_of(account)) for account in shown],
    )


@bp.post("/sign-in")
@form_page(".sign_in", "account", "next", status=401)
def enter() -> ResponseReturnValue:
    form = SignInForm.read()
    typed = form.account.value.lower(), form.password.value, form.code.value
    remember(admit_staff(current_hall(), *typed, source_here()))
    if must_change_here():
        return redirect(url_for("account.page", next=form.next.value or None))
    if must_set_up_here():
        return redirect(url_for("account.page", _anchor="second-factor"))
    return redirect(form.next.value or url_for(".directory"))


@bp.post("/sign-out")
def leave() -> ResponseReturnValue:
    here = sign_in_here()
    if here:
        with current_hall().work(actor(here.staff)) as work:
            staff, sign_in = here.staff, work.session.get(SignIn, here.id)
            free_windows(work, staff)  # whoever goes home serves nobody
            if sign_in:  # else pressed twice
                let_go(work, staff, sign_in)
    forget()
    return redirect(url_for(".directory"))
