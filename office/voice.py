"""The hall's voice (语音): who speaks, how loud, when; announcements; whether it is heard."""

from collections.abc import Sequence

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from hall import loudspeaker
from hall.errors import Malformed
from hall.settings import change_setting, settings_named
from office.typed import number_typed
from web.app_context import current_context, current_hall
from web.sign_in import actor, must_be_manager

bp = Blueprint("office_voice", __name__, url_prefix="/office/voice", template_folder="templates")

VOLUMES = ("voice_volume_morning", "voice_volume_noon", "voice_volume_afternoon")
READING = "reading_volume"
QUIET = ("voice_quiet_from", "voice_quiet_until")
HOURS = tuple(f"say_{name}_at" for name in loudspeaker.TIMED)


@bp.get("")
def page() -> str:
    manager = must_be_manager()
    speaker = current_context().loudspeaker
    with current_hall().read() as snapshot:
        return render_template(
            "office/voice.html",
            manager=manager,
            now=snapshot.now,
            kept=settings_named(snapshot.session, ("voice", "say_", "reading_")),
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
def change() -> ResponseReturnValue:
    """All of the page at once; one wrong field changes nothing."""
    manager = must_be_manager()
    voices = current_context().loudspeaker.voices() or [
        ""
    ]  # without any clip there is only the chime
    wishes = {
        "voice": _one_of("voice", voices),
        "voice_second": _one_of("voice_second", ["", *voices]),
        "voice_repeats": str(number_typed("voice_repeats", 1, loudspeaker.MOST_REPEATS)),
        "voice_one": _one_of("voice_one", ["yi", "yao"]),
        "voice_player": _place(),
        "reading_warning": _one_of("reading_warning", ["yes", "no"]),
        **{
            name: str(number_typed(name, 0, loudspeaker.LOUDEST_PERCENT))
            for name in (*VOLUMES, READING)
        },
        **{name: _clock(name) for name in (*QUIET, *HOURS)},
    }
    if bool(wishes[QUIET[0]]) != bool(wishes[QUIET[1]]):
        raise Malformed(field="quiet_hours")
    with current_hall().work(actor(manager)) as work:
        for name, value in wishes.items():
            change_setting(work, name, value)
    return redirect(url_for(".page"), 303)


@bp.post("/say")
def say() -> ResponseReturnValue:
    """One of the hall's announcements, now."""
    must_be_manager()
    name = request.form.get("name", "")
    if name not in loudspeaker.SAYABLE:
        raise Malformed(field="name")
    current_context().loudspeaker.say(name)
    return redirect(url_for(".page"), 303)


@bp.post("/say-text")
def say_text() -> ResponseReturnValue:
    must_be_manager()
    text = " ".join(request.form.get("text", "").split())
    if not 0 < len(text) <= loudspeaker.LONGEST_TEXT:
        raise Malformed(field="text", longest=loudspeaker.LONGEST_TEXT)
    if not current_context().loudspeaker.say_text(text):
        raise Malformed(field="unspeakable")
    return redirect(url_for(".page"), 303)


def _one_of(name: str, allowed: Sequence[str]) -> str:
    value = request.form.get(name, "")
    if value not in allowed:
        raise Malformed(field=name)
    return value


def _place() -> str:
    """The name of a screen, which may be switched off just now."""
    value = request.form.get("voice_player", "")
    if value and not loudspeaker.PLACE.fullmatch(value):
        raise Malformed(field="voice_player")
    return value


def _clock(name: str) -> str:
    value = request.form.get(name, "").strip()
    if value and not loudspeaker.is_clock(value):
        raise Malformed(field="clock")
    return value
