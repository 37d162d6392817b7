"""The forms of lists that the office keeps, and who takes over what is taken away."""

from hall.base import LARGEST_ID
from hall.line import queries
from hall.line.stranding import HandOver
from hall.list_entries import EntryT, entry_by_id
from hall.unit_of_work import UnitOfWork
from web.forms.fields import FlagField, OptionalField, TextField, number_within
from web.forms.typed_form import TypedForm


class HandOverForm(TypedForm):
    """Asked where people would be left with nobody."""

    move_to = TextField()  # a service's letter
    hand_to = TextField()  # a window's name
    sure = FlagField()

    def said(self, work: UnitOfWork) -> HandOver:
        prefix, name = self.move_to.value, self.hand_to.value
        return HandOver(
            line=queries.service_by_prefix(work.session, prefix) if prefix else None,
            window=queries.window_by_name(work.session, name) if name else None,
            sure=self.sure.value,
        )


class EntryForm(HandOverForm):
    """A step with one entry; ``before`` is where it is put: empty is the end."""

    before = OptionalField(number_within(1, LARGEST_ID), refusal="entry")

    def other(self, work: UnitOfWork, kind: type[EntryT]) -> EntryT | None:
        entry_id = self.before.value
        return entry_by_id(work.session, kind, entry_id) if entry_id else None
