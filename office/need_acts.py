"""The one press for each thing that needs the director: what mends it, or the page where it is
mended where that takes more than a press."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from hall.hall_time import ClockDoubt
from hall.needs.need import Need, NeedKind
from hall.needs.of_the_building import MENDED_BY_LOADING
from hall.screens.orders import Order


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedAct:
    """``press`` is a key of web.sentences.needs.PRESSES; ``values`` go with the form."""

    press: str
    endpoint: str
    is_form: bool = False
    place: Mapping[str, object] = field(default_factory=dict)  # in the address
    values: Mapping[str, object] = field(default_factory=dict)


def _page(press: str, endpoint: str, **place: object) -> NeedAct:
    return NeedAct(press=press, endpoint=endpoint, place=place)


#: Where one press cannot mend it.
PAGES = {
    NeedKind.POWER: _page("machines", "office_devices.devices"),
    NeedKind.DISK: _page("machines", "office_devices.devices"),
    NeedKind.UNATTENDED: _page("arrange", "office_windows.page"),
    NeedKind.SILENT_CALL: _page("arrange", "office_windows.page"),
    NeedKind.LONG_WAIT: _page("arrange", "office_windows.page"),
    NeedKind.UNOPENED: _page("arrange", "office_windows.page"),
    NeedKind.MACHINE_LOST: _page("machines", "office_devices.devices"),
    NeedKind.MACHINE_UNKNOWN: _page("machines", "office_devices.devices"),
    NeedKind.PAPER_LOW: _page("machines", "office_devices.devices"),
    NeedKind.SLIPS_DELAYED: _page("machines", "office_devices.devices"),
    NeedKind.SCREEN: _page("screens", "office_screens.page"),
    NeedKind.SCREEN_STRAIN: _page("screens", "office_screens.page"),
    NeedKind.CASES: _page("answer", "office_opinions.opinions"),
    NeedKind.ISSUE: _page("issue", "office_notices.notices"),
    NeedKind.REVIEW: _page("review", "office_notices.notices"),
    NeedKind.LEAVE: _page("leave", "office_leave.page"),
    NeedKind.PUNCHES: _page("punches", "office_punches.page"),
    NeedKind.BACKUP: _page("back_up", "office_backups.page"),
    NeedKind.KNOWN_PASSWORDS: _page("people", "office_people.page"),
}


def act_of(need: Need) -> NeedAct | None:
    """None for a clock that nobody can accept, and for what unfolds on the page itself."""
    return _press(need) or PAGES.get(need.kind)


def _press(need: Need) -> NeedAct | None:
    said = need.said
    match need.kind:
        case NeedKind.CLOCK if said["time"].doubt is not ClockDoubt.IMPOSSIBLE:
            return NeedAct(
                press="accept_the_clock", endpoint="office.accept_the_clock", is_form=True
            )
        case NeedKind.SLIP_IN_DOUBT:
            place = {"ticket_id": said["slip"].ticket_id}
            return NeedAct(
                press="print_again", endpoint="office.print_again", is_form=True, place=place
            )
        case NeedKind.SCREEN if said["condition"] in MENDED_BY_LOADING:
            values = {"id": said["screens"][0].id, "order": Order.RELOAD.value}
            return NeedAct(
                press="reload", endpoint="office_screens.order", is_form=True, values=values
            )
        case NeedKind.UNHEARD | NeedKind.NO_VOICE:
            values = {"name": "test"}
            return NeedAct(press="sound", endpoint="office_voice.say", is_form=True, values=values)
        case NeedKind.FORGOTTEN:
            place = {"ticket_id": said["ticket"].id}
            return NeedAct(press="end", endpoint="office_unfinished.end", is_form=True, place=place)
    return None
