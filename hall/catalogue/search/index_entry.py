"""What is known of an item to find it by."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """``key`` says which item."""

    key: int
    name: str
    codes: Sequence[str] = ()
    aliases: Sequence[str] = ()
    fields: Sequence[str] = ()  # they help questions only
    events: Sequence[str] = ()  # life events, which tell least
    english: Sequence[str] = ()
    body: Sequence[str] = ()  # for whom it is, by which law: understood, but less than its name
    papers: Sequence[str] = ()  # all the rest of the guide: found where nothing else is

    @property
    def names(self) -> Sequence[str]:
        """What it is called, by offices and by everybody."""
        return [self.name, *self.aliases]
