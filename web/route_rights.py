"""Every route and who gets further there: docs/security-routes.md is written from it.

Whom a page is for says web/access_table.py. Here stands what the views ask of staff among
themselves and of programs; a test walks every route as each of them.
"""

from collections.abc import Iterable, Mapping
from enum import StrEnum

from werkzeug.routing import Rule

from hall.people.model import Role, Scope
from hall.people.rights import READERS, Right
from web.access_table import DEVICES, Asker, asker_of
from web.office_rights import OF_THEIR_OWN, is_of_the_office, may_ask, rights_as_delivered
from web.sentences.enrolment import ADDRESS, METHOD, VISITORS_OF_ROUTES


class RouteVisitor(StrEnum):
    """Who asks: of staff by their roles, of tokens by what Scope.includes says."""

    STRANGER = "stranger"
    PHONE = "phone"  # with a ticket of its own
    KIOSK = "kiosk"
    SCREEN = "screen"
    TIMECLOCK = "timeclock"
    TABLET = "tablet"
    CLERK = "clerk"
    ATTENDANCE = "attendance"
    EDITOR = "editor"
    REVIEWER = "reviewer"
    COUNTY_READER = "county_reader"
    DEPUTY = "deputy"
    DIRECTOR = "director"
    DEVICE = "device"  # the agent of machines on another computer
    READ = "read"
    LINE = "line"
    MANAGE = "manage"


#: The duty officer has a clerk's rights.
STAFF = {RouteVisitor(role.value): role for role in Role if role is not Role.DUTY}
TOKENS = {RouteVisitor(scope.value): scope for scope in Scope}
#: Who at least: of the office the director alone, whatever rights others have.
AT_LEAST: Mapping[str, RouteVisitor] = {
    **dict.fromkeys(
        (
            "office_leave_settings.change_ladder", "office_month_steps.name_signers",
            "office_month_steps.rule_missing_punches",
            "office_setup.enter", "office_setup.make",
            "office_setup.bring",
            "office_notices.rules", "office_sign_ins.change_limits",
            "office_backups.download", "office_retention.change", "office.counts.keep",
            "office_changes.back", "office_sign_ins.demand_codes", "office_rights.change",
        ),
        RouteVisitor.DIRECTOR,
    ),
    **dict.fromkeys(
        (
            "api_tickets.take_ticket", "api_tickets.take_step", "api_tickets.park",
            "api_tickets.transfer", "api_tickets.call_next",
        ),
        RouteVisitor.LINE,
    ),
    **dict.fromkeys(
        (
            "outpost.next_call", "outpost.still_at", "outpost.bring", "outpost.pad_word",
            "outpost.touch",
        ),
        RouteVisitor.DEVICE,
    ),
    **dict.fromkeys(("api.read_journal", "api_attendance.days"), RouteVisitor.MANAGE),
}  # fmt: skip


def least_of(endpoint: str) -> RouteVisitor:
    """Of tokens."""
    return AT_LEAST.get(endpoint, RouteVisitor.READ)


def staff_may(role: Role, rights: frozenset[Right], endpoint: str, method: str) -> bool:
    """Whether somebody of this role, with these rights, gets further."""
    if AT_LEAST.get(endpoint) is RouteVisitor.DIRECTOR and role is not Role.DIRECTOR:
        return False
    if role in READERS and method != "GET" and endpoint not in OF_THEIR_OWN:
        return False
    if endpoint == "office.overview":
        return bool(rights)  # led to the first page of theirs
    if is_of_the_office(endpoint):
        return may_ask(role, rights, endpoint, method)
    return bool(rights) or not endpoint.startswith("second_factor.")


def gets_further(visitor: RouteVisitor, endpoint: str, method: str) -> bool:
    """Whether the view answers, and refuses at most what was said."""
    wanted = asker_of(endpoint)
    if wanted is Asker.ANYBODY and visitor is RouteVisitor.COUNTY_READER:
        return method == "GET" or endpoint in OF_THEIR_OWN
    if wanted is Asker.ANYBODY or visitor.value == wanted.value:
        return True
    if wanted is Asker.HOLDER:
        return visitor is RouteVisitor.PHONE
    if wanted in DEVICES:
        return visitor in STAFF and method == "GET"
    if wanted is Asker.PROGRAM:
        return visitor in TOKENS and TOKENS[visitor].includes(TOKENS[least_of(endpoint)])
    if wanted is not Asker.STAFF or visitor not in STAFF:
        return False
    role = STAFF[visitor]
    return staff_may(role, rights_as_delivered(role), endpoint, method)


def methods_of(rule: Rule) -> list[str]:
    return sorted((rule.methods or set()) - {"HEAD", "OPTIONS"})


def markdown(rules: Iterable[Rule]) -> str:
    """The table, one line a route and method."""
    visitors = " | ".join(VISITORS_OF_ROUTES[visitor] for visitor in RouteVisitor)
    lines = [
        f"| {METHOD} | {ADDRESS} | {visitors} |",
        f"| --- | --- |{' --- |' * len(RouteVisitor)}",
    ]
    for rule in sorted(rules, key=lambda rule: (rule.rule, rule.endpoint)):
        for method in methods_of(rule):
            may = [gets_further(visitor, rule.endpoint, method) for visitor in RouteVisitor]
            marks = " | ".join("●" if further else "" for further in may)
            lines.append(f"| {method} | `{rule.rule}` | {marks} |")
    return "\n".join(lines) + "\n"
