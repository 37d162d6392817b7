"""What the hall still lacks before it can open, each with the page where it is put right."""

from collections.abc import Mapping
from dataclasses import dataclass

from hall.readiness import Lack, contents_of, missing_before_opening
from hall.unit_of_work import ReadSession
from web.app_context import current_context
from web.sentences.readiness import missing_line

#: Endpoint, and the part of its page.
PLACES: Mapping[Lack, tuple[str, str]] = {
    Lack.DIRECTOR: ("setup.page", ""),
    Lack.DEMONSTRATION: ("office_setup.page", "details"),
    Lack.CLOCK: ("office.overview", ""),
    Lack.DETAILS: ("office_setup.page", "details"),
    Lack.SERVICE: ("office_windows.page", "service"),
    Lack.WINDOW: ("office_windows.page", "window"),
    Lack.UNSERVED: ("office_windows.page", ""),
    Lack.SCREEN: ("office_screens.page", ""),
    Lack.KIOSK: ("office_enrolment.page", ""),
    Lack.RECOVERY_PAPER: ("office_setup.page", "paper"),
    Lack.COLLEAGUES: ("office_people.page", ""),
    Lack.HOURS: ("office_hours.overview", ""),
    Lack.ITEM: ("office.exchange.choose", ""),
    Lack.PRINTER: ("office_devices.devices", ""),
}


@dataclass(frozen=True, slots=True)
class OpeningLine:
    lack: Lack
    text: str
    endpoint: str
    anchor: str
    is_grave: bool  # nobody could be served


def opening_lines(snapshot: ReadSession) -> list[OpeningLine]:
    """The gravest first; empty where the hall can open."""
    context = current_context()
    found = contents_of(
        snapshot,
        context.details.now(),
        has_printer=context.health_of("printer") is not None,
        enrolment_in_force=context.enrolment.in_force,
    )
    return [
        OpeningLine(thing.lack, missing_line(thing), *PLACES[thing.lack], thing.is_grave)
        for thing in missing_before_opening(found)
    ]
