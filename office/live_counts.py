"""How much waits on a page of the office: said beside its name, where its area begins.

Only what is counted at once; what a page works out slowly is said by the page.
"""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from hall.attendance.absences.listing import waiting_slips
from hall.attendance.deciding import punches_set_aside
from hall.catalogue.office_queries import office_list
from hall.line.queries import waiting_by_service
from hall.needs.surroundings import screen_states
from hall.notices.notice_life import NoticeState
from hall.notices.queries import in_state
from hall.opinions.queries import open_cases
from hall.people.model import Staff
from hall.screens.screen_state import Condition
from hall.unit_of_work import ReadSession
from office.device_enrolment import waiting_devices
from web.app_context import current_context
from web.sentences.office_pages import LIVE_COUNTS


class CountedFor(NamedTuple):
    at: ReadSession
    manager: Staff


def _waiting(to: CountedFor) -> int:
    return sum(waiting_by_service(to.at.session, to.at.today).values())


def _drafts(to: CountedFor) -> int:
    return office_list(to.at.session, only="draft", most=1)[1]


def _cases(to: CountedFor) -> int:
    return len(open_cases(to.at.session, to.manager))


def _in_review(to: CountedFor) -> int:
    return len(in_state(to.at.session, NoticeState.REVIEW))


def _unwell_screens(to: CountedFor) -> int:
    """But for those that the office darkened."""
    states = screen_states(to.at, current_context().surroundings)
    return sum(state.condition not in (Condition.WELL, Condition.DARK) for _, state in states)


def _my_slips(to: CountedFor) -> int:
    return sum(row.my_turn for row in waiting_slips(to.at, to.manager))


def _set_aside(to: CountedFor) -> int:
    return sum(group.count for group in punches_set_aside(to.at.session))


def _lost_machines(to: CountedFor) -> int:
    return sum(watch.health.state == "lost" for watch in current_context().watches)


def _unenrolled(to: CountedFor) -> int:
    return len(waiting_devices())


COUNTS: Mapping[str, Callable[[CountedFor], int]] = {
    "office_windows.page": _waiting,
    "office.items.every": _drafts,
    "office_opinions.opinions": _cases,
    "office_notices.notices": _in_review,
    "office_screens.page": _unwell_screens,
    "office_leave.page": _my_slips,
    "office_punches.page": _set_aside,
    "office_devices.devices": _lost_machines,
    "office_enrolment.page": _unenrolled,
}


def live_count(endpoint: str, to: CountedFor) -> str:
    """Nothing, for a page where nothing waits or is counted."""
    count = COUNTS[endpoint](to) if endpoint in COUNTS else 0
    return LIVE_COUNTS[endpoint].format(count=count) if count else ""
