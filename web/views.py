"""The directory of screens, signing in and out."""

from urllib.parse import urlsplit

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from hall.demo_data.load import password_of
from hall.errors import NotSignedIn
from hall.people.actions import sign_in as admit_staff
from hall.people.actions import sign_out as let_go
from web import sentences
from web.app_context import current_context, current_hall
from web.sign_in import actor, forget, remember, whoever_is_signed_in

bp = Blueprint("web", __name__, template_folder="templates")

#: Whom the demonstration's sign-in page offers: a clerk, the duty officer, the director.
SHOWN_ACCOUNTS = ("bing", "ren", "jia")


@bp.get("/")
def directory() -> str:
    return render_template("web/directory.html")


@bp.get("/sign-in")
def sign_in() -> str:
    return _sign_in_page("")


def _sign_in_page(sentence: str) -> str:
    shown = SHOWN_ACCOUNTS if current_context().sign.demonstration else ()
    return render_template(
        "web/sign_in.html",
        sentence=sentence,
        account=request.form.get("account", ""),
        next=_within(request.values.get("next", "")),
        shown=[(account, password_of(account)) for account in shown],
    )


@bp.post("/sign-in")
def enter() -> ResponseReturnValue:
    account = request.form.get("account", "").strip().lower()
    try:
        staff = admit_staff(current_hall(), account, request.form.get("password", ""))
    except NotSignedIn as error:  # back to the same form, with what was typed and why not
        return _sign_in_page(sentences.refusal(error)), 401
    remember(staff)
    return redirect(_within(request.form.get("next", "")) or url_for(".directory"))


@bp.post("/sign-out")
def leave() -> ResponseReturnValue:
    staff = whoever_is_signed_in()
    if staff:
        with current_hall().work(actor(staff)) as work:
            let_go(work, staff)
    forget()
    return redirect(url_for(".directory"))


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
