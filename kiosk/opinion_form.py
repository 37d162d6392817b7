"""What was touched on the way to an opinion, as an address or a form carries it, and what is typed
at the end.
"""

from hall.opinions.leaving import known_phrases
from hall.opinions.model import OpinionKind
from kiosk.opinion_draft import OpinionDraft
from web.forms.fields import LenientField, TextField, TickedField, WordField, no_longer_than
from web.forms.typed_form import TypedForm

#: Of a name or a code of ours.
LONGEST_WORD = 64


class OpinionDraftForm(TypedForm):
    places = {"opinion_words": "words", "happened_on": "day", "opinion_kind": "kind"}

    kind = WordField(OpinionKind, refusal="opinion_kind")
    phrases = TickedField(str)
    window = LenientField(no_longer_than(LONGEST_WORD), "")
    service = LenientField(no_longer_than(LONGEST_WORD), "")
    item = LenientField(no_longer_than(LONGEST_WORD), "")
    day = LenientField(no_longer_than(LONGEST_WORD), "")

    @property
    def draft(self) -> OpinionDraft:
        """Raises Malformed for phrases that no page of ours offers."""
        return OpinionDraft(
            kind=self.kind.value,
            phrases=tuple(known_phrases(self.kind.value, self.phrases.value)),
            window=self.window.value,
            service=self.service.value,
            item=self.item.value,
            day=self.day.value,
        )


class OpinionForm(OpinionDraftForm):
    words = TextField()
    telephone = TextField()
    key = TextField()
