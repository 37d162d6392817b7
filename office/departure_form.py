"""The form of somebody who leaves: one choice for each kind of thing that goes on."""

from collections.abc import Collection

from hall.base import LARGEST_ID
from hall.departures.departing import Successors
from hall.departures.model import GOES_ON, HoldingKind
from hall.errors import Malformed
from hall.line.queries import window_by_name
from hall.unit_of_work import UnitOfWork
from office.chosen_person import chosen_person
from web.forms.fields import TextField, TickedField, number_within
from web.forms.typed_form import TypedForm, form_of

#: Said where nobody takes it over: that nothing was chosen is asked again.
NOBODY = "nobody"
WINDOW, TOKENS = "hand_to", "keep_token"


def departure_form() -> type[TypedForm]:
    fields = {str(kind): TextField() for kind in GOES_ON}
    more = {WINDOW: TextField(), TOKENS: TickedField(number_within(1, LARGEST_ID), refusal="token")}
    form: type[TypedForm] = form_of("DepartureForm", {**fields, **more}, TypedForm)
    return form


def successors_in(form: TypedForm, work: UnitOfWork, held: Collection[HoldingKind]) -> Successors:
    """Raises Malformed where a kind that is held has neither a successor nor "nobody"."""
    to = {}
    for kind in GOES_ON:
        said = form.value_of(str(kind))
        if kind in held and not said:
            raise Malformed(field="successor")
        if said and said != NOBODY:
            if not said.isdecimal() or len(said) > len(str(LARGEST_ID)):
                raise Malformed(field="successor")
            to[kind] = chosen_person(work, int(said))
    name = form.value_of(WINDOW)
    window = window_by_name(work.session, name) if name else None
    return Successors(to=to, window=window, kept_tokens=form.value_of(TOKENS))
