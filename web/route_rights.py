"""Every route and who gets further there: docs/security-routes.md is written from it.

Whom a page is for says web/access_table.py. Here stands what the views ask of staff among
themselves and of programs; a test walks every route as each of them.
"""

from collections.abc import Iterable, Mapping
from enum import StrEnum

from werkzeug.routing import Rule

from hall.people.model import Scope
from web.access_table import DEVICES, Asker, asker_of
from web.sentences.enrolment import ADDRESS, METHOD, VISITORS_OF_ROUTES


class RouteVisitor(StrEnum):
    """Who asks; of staff each may what the one before may, of tokens what Scope.includes says."""

    STRANGER = "stranger"
    PHONE = "phone"  # with a ticket of its own
    KIOSK = "kiosk"
    SCREEN = "screen"
    TIMECLOCK = "timeclock"
    TABLET = "tablet"
    CLERK = "clerk"
    DEPUTY = "deputy"
    DIRECTOR = "director"
    DEVICE = "device"  # the agent of machines on another computer
    READ = "read"
    LINE = "line"
    MANAGE = "manage"


STAFF = (RouteVisitor.CLERK, RouteVisitor.DEPUTY, RouteVisitor.DIRECTOR)
TOKENS = {RouteVisitor(scope.value): scope for scope in Scope}
#: Who at least, where it is neither every clerk nor, in the office, every manager.
AT_LEAST: Mapping[str, RouteVisitor] = {
    **dict.fromkeys(
        (
            "office_leave_settings.change_ladder", "office_month_steps.name_signers",
            "office_month_steps.rule_missing_punches",
            "office_setup.enter", "office_setup.make",
            "office_setup.bring",
            "office_notices.rules", "office_sign_ins.change_limits",
            "office_backups.download", "office_retention.change", "office.counts.keep",
            "office_changes.page", "office_changes.file", "office_changes.back",
            "office_journal.page", "office_journal.file", "office_journal.check",
            "office_sign_ins.demand_codes",
        ),
        RouteVisitor.DIRECTOR,
    ),
    **dict.fromkeys(
        ("second_factor.propose", "second_factor.confirm", "second_factor.take_off"),
        RouteVisitor.DEPUTY,
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
    """Of staff or of tokens."""
    if asker_of(endpoint) is Asker.PROGRAM:
        return AT_LEAST.get(endpoint, RouteVisitor.READ)
    of_the_office = endpoint.startswith("office")
    usual = RouteVisitor.DEPUTY if of_the_office else RouteVisitor.CLERK
    return AT_LEAST.get(endpoint, usual)


def gets_further(visitor: RouteVisitor, endpoint: str, method: str) -> bool:
    """Whether the view answers, and refuses at most what was said."""
    wanted = asker_of(endpoint)
    if wanted is Asker.ANYBODY or visitor.value == wanted.value:
        return True
    if wanted is Asker.HOLDER:
        return visitor is RouteVisitor.PHONE
    if wanted in DEVICES:
        return visitor in STAFF and method == "GET"
    if wanted is Asker.PROGRAM:
        return visitor in TOKENS and TOKENS[visitor].includes(TOKENS[least_of(endpoint)])
    is_known = wanted is Asker.STAFF and visitor in STAFF
    return is_known and STAFF.index(visitor) >= STAFF.index(least_of(endpoint))


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
