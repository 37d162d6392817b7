"""What the next press cannot undo is asked before it is done, on every page of the office."""

import re

import pytest

from hall.attendance.model import Finger
from hall.clock import server_clock
from hall.people.actions import create_token
from hall.people.model import Scope
from hall.terminals.actions import admit_terminal

PAGES = ("people", "terminals", "fingerprints", "windows", "screens")
ENDS = re.compile(r"/(?:revoke|dismiss|forget|retire|close)$")


def ending_forms(page: str) -> dict[str, bool]:
    """Addresses of the forms that end something, and whether each is folded away first."""
    folds, found = 0, {}
    for tag in re.finditer(r"<(/?details|form)\b[^>]*>", page):
        if tag[1] != "form":
            folds += -1 if tag[1].startswith("/") else 1
        elif (action := re.search(r'action="([^"]*)"', tag[0])) and ENDS.search(action[1]):
            found[action[1]] = folds > 0
    return found


@pytest.mark.parametrize("page", PAGES)
def test_what_ends_something_is_asked_first(manager, application, page):
    with application.hall.work("test") as work:
        create_token(work, name="县平台", scope=Scope.READ)
        admit_terminal(work, "ABC123", "大门", 0)
        work.session.add(Finger(page=77, staff_id=3, enrolled_at=server_clock()))
    found = ending_forms(manager.get(f"/office/{page}").text)

    assert found
    assert [action for action, folded in found.items() if not folded] == []
