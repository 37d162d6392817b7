"""The first start: the first director of an empty hall, or the demonstration instead.

Whoever sits at the server itself needs no code; everybody else the one that ``hall serve`` printed.
With the first director it is over, and the address leads to the office's page of what is missing.
"""

from ipaddress import IPv6Address, ip_address

from flask import Blueprint, current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from hall.demo_data.load import is_in_use, load_demo_data
from hall.demo_data.work_times_data import load_attendance
from hall.people.credentials import SHORTEST_PASSWORD, kept_password, words_about
from hall.people.first_director import join_first_director, know_setup_code
from hall.people.queries import anybody_there, directors
from web.app_context import current_context, current_hall, hall_words
from web.forms.fields import SecretField, TextField
from web.forms.form_page import form_page
from web.forms.typed_form import TypedForm, refuse
from web.sign_in import remember
from web.source import source_here

bp = Blueprint("setup", __name__, url_prefix="/setup", template_folder="templates")

#: By these a program in front of us says that it passes somebody on.
PASSED_ON = ("Forwarded", "X-Forwarded-For", "X-Real-IP", "Via")


def is_the_machine_itself() -> bool:
    """Asked by a browser on the server: nobody passed the request on, as far as can be told."""
    if "werkzeug.proxy_fix.orig" in request.environ or any(
        header in request.headers for header in PASSED_ON
    ):
        return False
    try:
        address = ip_address(request.remote_addr or "")
    except ValueError:
        return False
    mapped = address.ipv4_mapped if isinstance(address, IPv6Address) else None
    return (mapped or address).is_loopback


def _is_over() -> bool:
    with current_hall().read() as snapshot:
        return bool(directors(snapshot.session))


def _to_the_office() -> ResponseReturnValue:
    return redirect(url_for("office_setup.page"), 303)


@bp.get("")
def page() -> ResponseReturnValue:
    if _is_over():
        return _to_the_office()
    with current_hall().read() as snapshot:
        is_empty = not anybody_there(snapshot.session)
    return render_template(
        "web/first_start.html",
        needs_code=not is_the_machine_itself(),
        is_empty=is_empty,
        shortest=SHORTEST_PASSWORD,
    )


class SetupCodeForm(TypedForm):
    places = {"WrongSetupCode": "code"}

    code = SecretField()


class FirstDirectorForm(SetupCodeForm):
    places = {"WrongSetupCode": "code", "password_easy": "password"}

    account = TextField()
    name = TextField()
    password = SecretField()
    again = SecretField()

    def validate_again(self, again: SecretField) -> None:
        if again.value != self.password.value:
            refuse("twice")


@bp.post("")
@form_page(".page")
def begin() -> ResponseReturnValue:
    if _is_over():  # pressed twice, or in two browsers: one was first
        return _to_the_office()
    _must_know_the_code(SetupCodeForm.read().code.value)
    form = FirstDirectorForm.read()
    account, name = form.account.value.lower(), form.name.value
    about = [*words_about(account, name), *hall_words()]
    kept = kept_password(form.password.value, about)  # slow: before the write lock is taken up
    with current_hall().work("setup") as work:
        staff = join_first_director(work, account=account, name=name, kept=kept)
    if staff:
        remember(staff)
    return _to_the_office()


@bp.post("/demonstration")
@form_page(".page")
def load_demonstration() -> ResponseReturnValue:
    """The demonstration's own director is the first then."""
    if _is_over():
        return _to_the_office()
    _must_know_the_code(SetupCodeForm.read().code.value)
    with current_hall().work("setup") as work:
        if not is_in_use(work) and not anybody_there(work.session):
            load_demo_data(work)
            load_attendance(work)
    current_context().details.read_again()
    return redirect(url_for("web.directory"), 303)


def _must_know_the_code(typed: str) -> None:
    if not is_the_machine_itself():
        know_setup_code(current_hall(), current_app.config["SETUP_CODE"], typed, source_here())
