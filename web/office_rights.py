"""Which right each address of the office asks for: the one table, closed by default.

A blueprint stands for all its endpoints; those that ask for another right are named. Any right of
a set opens. What is named nowhere is refused to everybody, and a test names it. What only the
director does (web/route_rights.py), what two people do and what nobody decides about themselves
is asked by the views and actions as before.
"""

from collections.abc import Mapping

from hall.people.model import Role
from hall.people.rights import DEFAULTS, EVERY, READERS, Right

Rights = frozenset[Right]


def _any(*rights: Right) -> Rights:
    return frozenset(rights)


TODAY, QUEUE, ITEMS = _any(Right.TODAY), _any(Right.QUEUE), _any(Right.ITEMS)
NOTICES = _any(Right.NOTICES_WRITE, Right.NOTICES_REVIEW)
WRITE, REVIEW = _any(Right.NOTICES_WRITE), _any(Right.NOTICES_REVIEW)
ATTENDANCE, LEAVE = _any(Right.ATTENDANCE), _any(Right.LEAVE)
PEOPLE, DEVICES, JOURNAL = _any(Right.PEOPLE), _any(Right.DEVICES), _any(Right.JOURNAL)
SCREENS = _any(Right.SCREENS)

#: Whole blueprints.
ROOMS: Mapping[str, Rights] = {
    "office": TODAY,
    "office.items": ITEMS,
    "office.versions": ITEMS,
    "office.exchange": ITEMS,
    "office.counts": ITEMS,
    "office_areas": EVERY,
    "office_search": EVERY,
    "office_lists": EVERY,  # which list: LISTS
    "office_opening_check": TODAY,
    "office_daily_pages": TODAY,
    "office_unfinished": QUEUE,
    "office_line": QUEUE,
    "office_outlook": QUEUE,
    "office_windows": _any(Right.WINDOWS),
    "office_hours": _any(Right.WINDOWS),
    "office_figures": _any(Right.FIGURES),
    "office_opinions": _any(Right.OPINIONS),
    "office_one_time": ITEMS,
    "office_notices": NOTICES,
    "office_notice_periods": WRITE,
    "office_notice_writing": WRITE,
    "office_captions": WRITE,
    "office_proofs": NOTICES,
    "office_screens": SCREENS,
    "office_preview": SCREENS | NOTICES,
    "office_voice": SCREENS,
    "office_people": PEOPLE,
    "office_skills": PEOPLE,
    "office_plates": PEOPLE,
    "office_departures": PEOPLE,
    "office_sign_ins": PEOPLE,
    "office_rights": _any(Right.RIGHTS),
    "office_months": ATTENDANCE,
    "office_month_steps": ATTENDANCE,
    "office_slot_rulings": ATTENDANCE,
    "office_attendance_year": ATTENDANCE,
    "office_work_times": ATTENDANCE,
    "office_days_off": ATTENDANCE,
    "office_roster": ATTENDANCE,
    "office_fingerprints": ATTENDANCE,
    "office_finger_copies": ATTENDANCE,
    "office_finger_consents": ATTENDANCE,
    "office_terminals": ATTENDANCE,
    "office_punches": ATTENDANCE,
    "office_punch_windows": ATTENDANCE,
    "office_timeclock_settings": ATTENDANCE,
    "office_leave": LEAVE,
    "office_leave_settings": LEAVE,
    "office_setup": _any(Right.SETTINGS),
    "office_devices": DEVICES,
    "office_kiosk": DEVICES,
    "office_papers": DEVICES,
    "office_id_cards": DEVICES,
    "office_enrolment": DEVICES,
    "office_virtual_printer": DEVICES,
    "office_backups": _any(Right.BACKUPS),
    "office_retention": _any(Right.BACKUPS),
    "office_changes": JOURNAL,
    "office_journal": JOURNAL,
}
#: Endpoints that ask for another right than the rest of their blueprint.
ENDPOINTS: Mapping[str, Rights] = {
    "office.print_again": QUEUE,
    "office.accept_the_clock": _any(Right.SETTINGS),
    "office_figures.close_the_forgotten": QUEUE,
    "office_rights.page": PEOPLE,
    **dict.fromkeys(
        (
            "office_notices.new", "office_notices.begin", "office_notices.change_file",
            "office_notices.submit", "office_notices.revise_it",
        ),
        WRITE,
    ),
    **dict.fromkeys(
        (
            "office_notices.approve", "office_notices.say_no", "office_proofs.rules",
            "office_notice_periods.agree_to_shortening",
        ),
        REVIEW,
    ),
    # as a notice will look: nothing is kept
    **dict.fromkeys(
        (
            "office_notice_writing.drawn", "office_notice_writing.drawn_whole",
            "office_notice_writing.not_drawn",
        ),
        NOTICES,
    ),
}  # fmt: skip
#: A list is for whoever has the right to what is in it.
LISTS: Mapping[str, Rights] = {
    "tickets": QUEUE,
    "slips": QUEUE,
    "items": ITEMS,
    "notices": NOTICES,
    "cases": _any(Right.OPINIONS),
    "people": PEOPLE,
    "leave": LEAVE,
    "punches": ATTENDANCE,
    "screens": SCREENS,
}
#: Acts upon ticked rows that ask for another right than their list.
LIST_ACTS: Mapping[tuple[str, str], Rights] = {("notices", "withdraw"): REVIEW}
#: Whole lists that leave the hall as a file: these ask for the right to export as well.
EXPORTS = frozenset(
    {
        "office.exchange.export", "office_figures.file", "office_lists.file", "office_months.file",
        "office_attendance_year.file", "office_changes.file", "office_journal.file",
    }
)  # fmt: skip
#: What a reader may press: signing in and out, and their own account.
OF_THEIR_OWN = frozenset(
    {
        "web.enter", "web.leave", "recovery.use", "account.change", "account.end_others",
        "second_factor.propose", "second_factor.confirm", "second_factor.take_off",
    }
)  # fmt: skip
#: These change nothing.
SAFE_FOR_READERS = frozenset({"GET", "HEAD", "OPTIONS"})


def is_of_the_office(endpoint: str) -> bool:
    """Whether it is in this table, or has to be."""
    return endpoint.partition(".")[0].partition("_")[0] == "office"


def wanted_for(endpoint: str, named: Mapping[str, object] | None = None) -> Rights:
    """Any of these opens it; nobody's, while nobody has decided. ``named`` is what the address
    names: the list, and what is done with its rows."""
    said = named or {}
    room = endpoint.rpartition(".")[0]
    if room == "office_lists" and "name" in said:
        name = str(said["name"])
        own = LISTS.get(name, frozenset())
        return LIST_ACTS.get((name, str(said.get("act"))), own)
    return ENDPOINTS.get(endpoint) or ROOMS.get(room, frozenset())


def missing(
    rights: Rights, endpoint: str, named: Mapping[str, object] | None = None
) -> Rights | None:
    """Of which somebody with these rights lacks any one; None where they may."""
    wanted = wanted_for(endpoint, named)
    if not rights & wanted:
        return wanted
    if endpoint in EXPORTS and Right.EXPORT not in rights:
        return frozenset({Right.EXPORT})
    return None


def may_ask(role: Role, rights: Rights, endpoint: str, method: str) -> bool:
    """Whether somebody of the staff gets as far as the view, whatever list the address names."""
    if method not in SAFE_FOR_READERS and role in READERS:
        return False
    return missing(rights, endpoint) is None


def rights_as_delivered(role: Role) -> Rights:
    """Before the director changed any."""
    return DEFAULTS[role]
