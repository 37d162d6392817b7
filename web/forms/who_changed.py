"""Who it was that changed something since a page was shown: told to whoever saves the older page.

A page's forms carry the number of the newest change that it knows; what came behind it has its
actor (hall/change_records). Nobody is named where nothing is kept of who did it, and everybody who
changed anything at all since is where there were several: it was one of them.
"""

from flask import request
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from hall.base import LARGEST_ID
from hall.change_records.model import KeptChange
from hall.people.model import Staff
from web.app_context import current_hall
from web.forms.fields import number_within
from web.forms.held_values import NEWEST
from web.sentences.edits import somebody

#: More are not named.
MOST_NAMED = 3
STAFF = "staff:"


def newest_change(session: Session) -> int:
    """Its number; 0 where nobody changed anything yet."""
    return session.scalar(select(func.max(KeptChange.id))) or 0


def who_changed() -> str:
    """Their names; "others" where they are not known, or too many."""
    try:
        shown = number_within(0, LARGEST_ID)(request.form.get(NEWEST, ""))
    except ValueError:
        return somebody([])
    with current_hall().read() as snapshot:
        since = select(KeptChange.actor).where(
            KeptChange.id > shown, KeptChange.actor.startswith(STAFF)
        )
        actors = snapshot.session.scalars(since.distinct()).all()
        numbers = [int(actor.removeprefix(STAFF)) for actor in actors]
        named = select(Staff.name).where(Staff.id.in_(numbers)).order_by(Staff.id)
        names = snapshot.session.scalars(named).all()
    return somebody(names if len(names) <= MOST_NAMED else [])
