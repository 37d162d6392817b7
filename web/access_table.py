"""Who may ask what: the one table, for every endpoint.

A whole room is named by its blueprint; where a blueprint holds pages for several, each endpoint is
named. What is named nowhere is for staff alone, and a test is red until somebody has decided.
The staff's rights among themselves are the views' own, and listed in web/route_rights.py.
"""

from collections.abc import Mapping
from enum import StrEnum


class Asker(StrEnum):
    """Who asks. A device is what it was enrolled as; the rest stands for people and programs."""

    ANYBODY = "anybody"  # reads what is public, signs in, or brings an opinion
    HOLDER = "holder"  # of a link that nobody can guess: a ticket, a return slip, an opinion
    KIOSK = "kiosk"
    SCREEN = "screen"  # for itself alone
    TIMECLOCK = "timeclock"
    TABLET = "tablet"  # for its own window alone
    STAFF = "staff"
    PROGRAM = "program"  # with a bearer token
    TERMINAL = "terminal"  # an attendance terminal, by serial number and address


#: Whole blueprints.
ROOMS: Mapping[str, Asker] = {
    "": Asker.ANYBODY,  # static files
    "assets": Asker.ANYBODY,
    "files": Asker.ANYBODY,
    "web": Asker.ANYBODY,
    "enrolment": Asker.ANYBODY,
    "phone_opinions": Asker.ANYBODY,
    "setup": Asker.ANYBODY,  # until there is a director; then it leads to the office
    "recovery": Asker.ANYBODY,
    "account": Asker.STAFF,
    "manual": Asker.STAFF,
    "second_factor": Asker.STAFF,
    "kiosk": Asker.KIOSK,
    "opinions": Asker.KIOSK,
    "rating": Asker.KIOSK,
    "display": Asker.SCREEN,
    "beats": Asker.SCREEN,
    "exposures": Asker.SCREEN,
    "sounds": Asker.SCREEN,
    "resting": Asker.ANYBODY,
    "timeclock": Asker.TIMECLOCK,
    "timeclock_voice": Asker.TIMECLOCK,
    "counter": Asker.STAFF,
    "counter_returning": Asker.STAFF,
    "duty": Asker.STAFF,
    "guide": Asker.STAFF,
    "leaving": Asker.STAFF,
    "tablet": Asker.TABLET,
    "me": Asker.STAFF,
    "my_month": Asker.STAFF,
    "office": Asker.STAFF,
    "api": Asker.PROGRAM,
    "api_attendance": Asker.PROGRAM,
    "api_figures": Asker.PROGRAM,
    "api_tickets": Asker.PROGRAM,
    "outpost": Asker.PROGRAM,
    "iclock": Asker.TERMINAL,
}
#: Endpoints that are for others than the rest of their blueprint.
ENDPOINTS: Mapping[str, Asker] = {
    # the guides, which everybody may read on any screen, and how they look there
    **dict.fromkeys(
        (
            "kiosk.item", "kiosk.items", "kiosk.life", "kiosk.carry", "kiosk.on_the_phone",
            "kiosk.notice", "kiosk.reading", "kiosk.sentence", "kiosk.still_there",
            "kiosk.question", "kiosk.choose", "kiosk.leave", "kiosk.search.page",
            "kiosk.search.results",
        ),
        Asker.ANYBODY,
    ),
    # visitors' phones
    **dict.fromkeys(
        (
            "kiosk.phone", "kiosk.give_back", "kiosk.return_slip_on_the_phone",
            "kiosk.redeem_on_the_phone", "rating.on_the_phone", "rating.rate_on_the_phone",
            "phone_opinions.yours",
        ),
        Asker.HOLDER,
    ),
    # what hangs in the hall, and how one clocks in
    **dict.fromkeys(("manual.visitors", "manual.clocking", "manual.picture"), Asker.ANYBODY),
    "tablet.open_it": Asker.STAFF,
    "tablet.opened": Asker.STAFF,
    "api.health": Asker.ANYBODY,
    "api.openapi": Asker.ANYBODY,
}  # fmt: skip
#: Where on the live wire a page may stand (announcer.vocabulary.Room).
WIRE: Mapping[str, Asker] = {
    "board": Asker.SCREEN,
    "counter": Asker.STAFF,
    "kiosk": Asker.KIOSK,
    "phone": Asker.ANYBODY,
    "timeclock": Asker.TIMECLOCK,
    "office": Asker.STAFF,
    "tablet": Asker.TABLET,
}
DEVICES = frozenset({Asker.KIOSK, Asker.SCREEN, Asker.TIMECLOCK, Asker.TABLET})


def decided(endpoint: str) -> Asker | None:
    """Whom it is for; None while nobody has decided."""
    blueprint = endpoint.rpartition(".")[0]
    room = blueprint.partition(".")[0].partition("_")[0]
    office = ROOMS["office"] if room == "office" else None
    return ENDPOINTS.get(endpoint) or ROOMS.get(blueprint.partition(".")[0]) or office


def asker_of(endpoint: str) -> Asker:
    """Whom it is for."""
    return decided(endpoint) or Asker.STAFF
