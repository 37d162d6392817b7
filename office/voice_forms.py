"""The forms of the hall's voice (office/voice.py)."""

from collections.abc import Sequence

from hall import loudspeaker
from web.forms.edit_form import EditForm
from web.forms.fields import ChoiceField, ClockField, LineField, NumberField, TextField
from web.forms.typed_form import TypedForm, form_of, refuse

VOLUMES = (
    "voice_volume_morning", "voice_volume_noon", "voice_volume_afternoon", "reading_volume",
)  # fmt: skip
HOURS = tuple(f"say_{name}_at" for name in loudspeaker.TIMED)


class VoiceForm(EditForm):
    """Every field is a setting of the same name."""

    voice_repeats = NumberField(1, loudspeaker.MOST_REPEATS)
    voice_one = ChoiceField(("yi", "yao"), refusal="voice_one")
    voice_player = TextField()
    voice_quiet_from = ClockField(refusal="clock")
    voice_quiet_until = ClockField(refusal="clock")
    reading_warning = ChoiceField(("yes", "no"), refusal="reading_warning")
    timeclock_voice = ChoiceField(("yes", "no"), refusal="timeclock_voice")

    def validate_voice_player(self, player: TextField) -> None:
        """The name of a screen, which may be switched off just now."""
        if player.value and not loudspeaker.PLACE.fullmatch(player.value):
            refuse("voice_player")

    def validate_voice_quiet_until(self, until: ClockField) -> None:
        if bool(until.data) != bool(self.voice_quiet_from.data):
            refuse("quiet_hours")

    def wishes(self) -> dict[str, str]:
        return {field.name: str(field.data) for field in self}


def voice_form(voices: Sequence[str]) -> type[VoiceForm]:
    """For the voices there are; without any clip there is only the chime."""
    choices = list(voices) or [""]
    fields = {
        "voice": ChoiceField(choices, refusal="voice"),
        "voice_second": ChoiceField(["", *choices], refusal="voice_second"),
        **{name: NumberField(0, loudspeaker.LOUDEST_PERCENT) for name in VOLUMES},
        **{name: ClockField(refusal="clock") for name in HOURS},
    }
    form: type[VoiceForm] = form_of("WholeVoiceForm", fields, VoiceForm)
    return form


class AnnouncementForm(TypedForm):
    name = ChoiceField(loudspeaker.SAYABLE, refusal="announcement")


class SpokenTextForm(TypedForm):
    places = {"unspeakable": "text"}

    text = LineField()

    def validate_text(self, text: LineField) -> None:
        if not 0 < len(text.data or "") <= loudspeaker.LONGEST_TEXT:
            refuse("text", longest=loudspeaker.LONGEST_TEXT)
