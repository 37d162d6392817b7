"""What a hall still lacks before it can open: one list, for the first start, ``hall doctor`` and
the office. The judging is pure; web/before_opening.py says where each is put right."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from sqlalchemy import func, select

from hall.catalogue.model import Item
from hall.catalogue.terms import ItemState
from hall.enrolled_devices.model import DeviceRole
from hall.enrolled_devices.queries import enrolled_devices
from hall.hall_details import HallDetails
from hall.hours.queries import keeps_hours, weeks
from hall.line import coverage
from hall.line.queries import services, windows
from hall.people.queries import directors, staff_in_use
from hall.people.recovery_paper import paper_of
from hall.screens.queries import screens
from hall.unit_of_work import ReadSession


class Lack(StrEnum):
    """What is missing, the gravest first."""

    DIRECTOR = "director"
    DEMONSTRATION = "demonstration"  # everything in it is made up
    CLOCK = "clock"  # it is doubted
    DETAILS = "details"  # name, telephone or hours are the demonstration's
    SERVICE = "service"
    WINDOW = "window"
    UNSERVED = "unserved"  # nobody can do these services
    SCREEN = "screen"  # nobody would see the calls
    KIOSK = "kiosk"  # none is enrolled, and others are refused
    RECOVERY_PAPER = "recovery_paper"
    COLLEAGUES = "colleagues"  # only the director has an account
    HOURS = "hours"  # numbers are given all night
    ITEM = "item"
    PRINTER = "printer"


#: With one of these nobody could be served; the hall opens without the others, only not well.
GRAVE = frozenset(
    {
        Lack.DIRECTOR, Lack.DEMONSTRATION, Lack.CLOCK, Lack.DETAILS, Lack.SERVICE, Lack.WINDOW,
        Lack.UNSERVED, Lack.SCREEN, Lack.KIOSK,
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class MissingThing:
    lack: Lack
    said: Mapping[str, Sequence[str]] = field(default_factory=dict)  # names, for the sentence

    @property
    def is_grave(self) -> bool:
        return self.lack in GRAVE


@dataclass(frozen=True, slots=True, kw_only=True)
class HallContents:
    """What a hall has, counted."""

    details: HallDetails
    clock_is_doubted: bool
    directors: int
    papers: int  # of directors who have a recovery paper
    people: int
    services: int
    windows: int
    unserved: Sequence[str]  # names of services
    screens: int
    kiosks: int
    hours_apply: bool  # whether hours are kept
    has_hours: bool
    items: int  # published
    has_printer: bool
    enrolment_in_force: bool


def contents_of(
    snapshot: ReadSession, details: HallDetails, *, has_printer: bool, enrolment_in_force: bool
) -> HallContents:
    """Read at one moment; the two last say what config.toml has."""
    session = snapshot.session
    lonely = coverage.unserved(session)
    heads = directors(session)
    return HallContents(
        details=details,
        clock_is_doubted=snapshot.clock_is_doubted,
        directors=len(heads),
        papers=sum(_has_paper(snapshot, person.id) for person in heads),
        people=len(staff_in_use(session)),
        services=len(services(session)),
        windows=len(windows(session)),
        unserved=[service.name for service in services(session) if service.id in lonely],
        screens=len(screens(session)),
        kiosks=sum(device.role is DeviceRole.KIOSK for device in enrolled_devices(session)),
        hours_apply=keeps_hours(session),
        has_hours=bool(weeks(session)),
        items=_published(snapshot),
        has_printer=has_printer,
        enrolment_in_force=enrolment_in_force,
    )


def missing_before_opening(found: HallContents) -> list[MissingThing]:
    """Empty: the hall can open."""
    return list(_missing(found))


def _missing(found: HallContents) -> Iterator[MissingThing]:
    wanted: Mapping[Lack, bool] = {
        Lack.DIRECTOR: not found.directors,
        Lack.DEMONSTRATION: found.details.demonstration,
        Lack.CLOCK: found.clock_is_doubted,
        Lack.DETAILS: bool(found.details.made_up) and not found.details.demonstration,
        Lack.SERVICE: not found.services,
        Lack.WINDOW: not found.windows,
        # without windows nobody can do anything, and that is said already
        Lack.UNSERVED: bool(found.unserved and found.windows),
        Lack.SCREEN: not found.screens,
        Lack.KIOSK: found.enrolment_in_force and not found.kiosks,
        # two directors help one another
        Lack.RECOVERY_PAPER: found.directors == 1 and not found.papers,
        Lack.COLLEAGUES: found.people == 1,
        Lack.HOURS: found.hours_apply and not found.has_hours,
        Lack.ITEM: not found.items,
        Lack.PRINTER: not found.has_printer,
    }
    said: Mapping[Lack, Mapping[str, Sequence[str]]] = {
        Lack.UNSERVED: {"services": found.unserved},
        Lack.DETAILS: {"of": found.details.made_up},
    }
    for lack in Lack:
        if wanted[lack]:
            yield MissingThing(lack, said.get(lack, {}))


def _published(snapshot: ReadSession) -> int:
    counted = select(func.count()).select_from(Item).where(Item.state == ItemState.PUBLISHED)
    return snapshot.session.scalar(counted) or 0


def _has_paper(snapshot: ReadSession, staff_id: int) -> bool:
    paper = paper_of(snapshot.session, staff_id)
    return paper is not None and paper.used_at is None
