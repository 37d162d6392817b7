"""The hall's voice (语音): who speaks, how loud, when; announcements; whether it is heard."""

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from hall import loudspeaker
from hall.errors import Malformed
from hall.settings import change_setting, settings_named
from office import voice_forms as forms
from office.page import office_page
from web.app_context import current_context, current_hall
from web.forms.form_page import form_page
from web.sign_in import actor, must_be_manager

bp = Blueprint("office_voice", __name__, url_prefix="/office/voice", template_folder="templates")


#: How the settings of this page begin.
KEPT = ("voice", "say_", "reading_", "timeclock_voice")


@bp.get("")
def page() -> str:
    speaker = current_context().loudspeaker
    with office_page() as (show, snapshot):
        return show(
            "office/voice.html",
            kept=settings_named(snapshot.session, KEPT),
            voices=speaker.voices(),
            any_text=speaker.can_say_any_text(),
            longest_text=loudspeaker.LONGEST_TEXT,
            most_repeats=loudspeaker.MOST_REPEATS,
            **_state(),
        )


@bp.get("/_state")
def state() -> str:
    must_be_manager()
    return render_template("office/_voice_state.html", **_state())


def _state() -> dict[str, object]:
    context = current_context()
    with current_hall().read() as snapshot:
        return {
            "seq": snapshot.seq,
            "voice": context.loudspeaker.state(),
            "reading": context.reading.state(),
        }


@bp.post("")
@form_page(".page")
def change() -> ResponseReturnValue:
    """All of the page at once; one wrong field changes nothing."""
    manager = must_be_manager()
    form = forms.voice_form(current_context().loudspeaker.voices()).read()
    with current_hall().work(actor(manager)) as work:
        for name, value in form.wishes().items():
            change_setting(work, name, value)
    return redirect(url_for(".page"), 303)


@bp.post("/say")
@form_page(".page")
def say() -> ResponseReturnValue:
    """One of the hall's announcements, now."""
    must_be_manager()
    current_context().loudspeaker.say(forms.AnnouncementForm.read().name.value)
    return redirect(url_for(".page"), 303)


@bp.post("/say-text")
@form_page(".page")
def say_text() -> ResponseReturnValue:
    must_be_manager()
    form = forms.SpokenTextForm.read()
    if not current_context().loudspeaker.say_text(form.text.value):
        raise Malformed(field="unspeakable")
    return redirect(url_for(".page"), 303)
