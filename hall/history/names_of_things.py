"""What things are called now that changes and facts name by number."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from hall.line.model import Service, Window
from hall.line.reasons import PauseReason, Priority
from hall.people.model import Staff
from hall.screens.model import Screen

#: By the table of the thing.
NAMED = {
    kind.__tablename__: kind for kind in (Staff, Service, Window, Priority, PauseReason, Screen)
}


@dataclass(frozen=True, slots=True)
class NamesOfThings:
    """By table, then by number."""

    tables: Mapping[str, Mapping[int, str]]

    @property
    def people(self) -> Mapping[int, str]:
        """Everybody in the register, those who left too."""
        return self.tables["staff"]

    def name_of(self, table: str, number: object) -> str | None:
        """None for what is there no longer."""
        found = str(number)
        return self.tables.get(table, {}).get(int(found)) if found.isdigit() else None


def names_of_things(session: Session) -> NamesOfThings:
    """One statement a table."""
    return NamesOfThings(
        {
            table: {row.id: row.name for row in session.execute(select(kind.id, kind.name))}
            for table, kind in NAMED.items()
        }
    )
