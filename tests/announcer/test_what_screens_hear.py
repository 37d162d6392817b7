"""What changes the screens is listed once; who tells, who plays and who waits agree on it."""

import re
from pathlib import Path

import pytest
from sqlalchemy import select

from announcer import vocabulary as say
from announcer.fact_mapping import CHANGES, MESSAGE_OF
from hall import events
from hall.events.fact import KINDS
from hall.journal import JournalEntry
from hall.notices import rotation
from hall.screens.queries import newest_visible

ROOT = Path(__file__).parents[2]
#: Regions of public screens that hold notices, or a screen's own settings.
WITH_NOTICES = {"display/templates/display/sign.html"}


def test_who_has_to_paint_is_told_and_what_is_told_is_played():
    painted, told = set(events.PAINTED_BY_ALL), set(CHANGES[say.NoticesChanged()])

    assert painted < told < set(events.CHANGES_OF_A_ROTATION)
    assert set(rotation.CHANGES) == {each.kind for each in events.CHANGES_OF_A_ROTATION}


def test_no_fact_of_a_notice_is_left_without_a_word():
    """Each is for the screens or for the office; whoever adds one decides which."""
    of_notices = {
        kind for kind in KINDS.values() if kind.__name__.startswith(("Notice", "ScreenC"))
    }

    assert of_notices <= MESSAGE_OF.keys()
    for fact in of_notices:
        is_for_screens = fact in events.TOLD_TO_SCREENS
        assert (MESSAGE_OF[fact] == say.NoticesChanged()) is is_for_screens


@pytest.mark.parametrize("template", sorted(WITH_NOTICES))
def test_a_live_region_with_notices_is_drawn_anew_when_they_change(template):
    wanted = re.findall(r'data-refresh-on="([^"]*)"', (ROOT / template).read_text("utf-8"))

    assert all(say.NoticesChanged.name in each.split() for each in wanted)
    assert wanted


def test_the_newest_fact_that_screens_must_paint_is_one_of_the_list(application):
    with application.hall.read() as snapshot:
        seq = newest_visible(snapshot.session).seq
        kind = snapshot.session.scalar(select(JournalEntry.kind).where(JournalEntry.seq == seq))

    assert seq == 0 or kind in {each.kind for each in events.PAINTED_BY_ALL}
