"""Accounts of the demonstration whose passwords everybody can read who has the program."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from hall.demo_data.load import demo_accounts, is_demonstration
from hall.events import PasswordChanged
from hall.journal import JournalEntry
from hall.people.queries import staff_in_use


def accounts_as_loaded(session: Session) -> list[str]:
    """Those in use whose password nobody has changed; none in a hall of one's own."""
    if not is_demonstration(session):
        return []
    told = select(JournalEntry.details).where(JournalEntry.kind == PasswordChanged.kind)
    changed = {details["staff_id"] for details in session.scalars(told)}
    loaded = demo_accounts()
    return [
        person.account
        for person in staff_in_use(session)
        if person.account in loaded and person.id not in changed
    ]
