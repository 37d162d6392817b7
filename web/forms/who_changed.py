"""Who it was that changed something since a page was shown: told to whoever saves the older page.

A page's forms carry the number of the newest change that it knows; what came behind it has its
actor (hall/history). Nobody is named where nothing is kept of who did it, and everybody who changed
anything at all since is where there were several: it was one of them.
"""

from flask import request

from hall.base import LARGEST_ID
from hall.history.changed_since import changed_since
from web.app_context import current_hall
from web.forms.fields import number_within
from web.forms.held_values import NEWEST
from web.sentences.edits import somebody

#: More are not named.
MOST_NAMED = 3


def who_changed() -> str:
    """Their names; "others" where they are not known, or too many."""
    try:
        shown = number_within(0, LARGEST_ID)(request.form.get(NEWEST, ""))
    except ValueError:
        return somebody([])
    with current_hall().read() as snapshot:
        names = changed_since(snapshot.session, shown)
    return somebody(names if len(names) <= MOST_NAMED else [])
