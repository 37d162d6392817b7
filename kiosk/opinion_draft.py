"""What a visitor has said on the way to leaving an opinion, carried from touch to touch in the
address: kinds, phrases and places of ours. A telephone number never stands in an address.
"""

from dataclasses import asdict, dataclass, replace
from datetime import date, timedelta
from typing import Any, Self

from hall.catalogue import queries as catalogue
from hall.errors import Malformed
from hall.line import queries as line
from hall.opinions.leaving import OpinionText
from hall.opinions.model import OpinionKind
from hall.parsing import day
from hall.unit_of_work import UnitOfWork

#: Days ago, by the word on the tile; the last is any day before.
DAYS = {"today": 0, "yesterday": 1, "earlier": None}


@dataclass(frozen=True, slots=True)
class OpinionDraft:
    kind: OpinionKind
    phrases: tuple[str, ...] = ()
    window: str = ""
    service: str = ""
    item: str = ""
    day: str = ""

    def but(self, **changes: Any) -> Self:
        return replace(self, **changes)

    def touched(self, phrase: str) -> Self:
        """Touched once more, a phrase is taken back."""
        if phrase in self.phrases:
            return self.but(phrases=tuple(other for other in self.phrases if other != phrase))
        return self.but(phrases=(*self.phrases, phrase))

    def about(self, **one: str) -> Self:
        """Touched once more, it is about nothing of the kind."""
        ((name, value),) = one.items()
        return self.but(**{name: "" if getattr(self, name) == value else value})

    @property
    def query(self) -> dict[str, Any]:
        """For an address: only what was said."""
        said = {**asdict(self), "kind": str(self.kind), "phrases": list(self.phrases)}
        return {name: value for name, value in said.items() if value}


def as_said(work: UnitOfWork, telling: OpinionDraft, **typed: str) -> OpinionText:
    """With the window, the service and the day that the words name."""
    window = line.window_by_name(work.session, telling.window) if telling.window else None
    service = line.service_by_prefix(work.session, telling.service) if telling.service else None
    item = catalogue.item_by_code(work.session, telling.item) if telling.item else None
    return OpinionText(
        kind=telling.kind,
        phrases=telling.phrases,
        window=window,
        service=service or (item.service if item else None),
        item_code=item.code if item else None,
        happened_on=day_meant(telling.day, work.today),
        **typed,
    )


def day_meant(word: str, today: date) -> date | None:
    """A word of a tile, or a date as a phone writes it."""
    if word in DAYS or not word:
        ago = DAYS.get(word)
        return None if ago is None else today - timedelta(days=ago)
    try:
        return day(word)
    except ValueError:
        raise Malformed(field="happened_on") from None
