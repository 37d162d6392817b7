"""How a page reaches the hall and its machines."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast

from flask import Flask, current_app

from hall.attendance.months.drawn_months import DrawnMonths
from hall.attendance.reader_job_queue import ReaderJobQueue
from hall.backups.backup_worker import BackupWorker
from hall.catalogue.import_export.import_jobs import ImportJobs
from hall.catalogue.search.finder import Finder
from hall.disk_room import DiskRoom
from hall.enrolled_devices.device_register import DeviceRegister
from hall.enrolled_devices.open_requests import OpenRequests
from hall.hall_details import DetailsInForce
from hall.id_cards.card_requests import CardRequests
from hall.journal_check import JournalCheck
from hall.loudspeaker import Loudspeaker
from hall.machine_watch import MachineHealth, MachineWatch
from hall.machines import CardShelf, PrinterModel, SensorGlass, Sheet, SlipTray
from hall.needs.surroundings import Surroundings
from hall.notices.media_store import MediaStore
from hall.notices.rotation import Rotation
from hall.opening_check.opening_checker import OpeningChecker
from hall.people.sign_in_ages import SignInUse
from hall.rate_limit import RateLimiter
from hall.remote_devices import RemotePads, RpcChannel
from hall.reports.finished_days import FinishedDays
from hall.screens.presence import ScreenPresence
from hall.speech.reading_aloud import ReadingAloud
from hall.terminals.addresses import RefusedAddresses
from hall.unit_of_work import Hall
from hall.wait_forecast.forecaster import Forecaster
from web.language import in_english


@dataclass(frozen=True, slots=True, kw_only=True)
class PageHeading:
    """What stands on every page."""

    hall_name: str
    complaint_phone: str
    hours: str
    version: str
    demonstration: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Enrolment:
    """Which devices are known, and whether others are refused."""

    register: DeviceRegister
    in_force: bool  # not where this computer alone reaches the server
    requests: OpenRequests = field(default_factory=OpenRequests)
    terminals: RefusedAddresses = field(default_factory=RefusedAddresses)


@dataclass(frozen=True, slots=True, kw_only=True)
class AppContext:
    """Everything a page may reach. Put together once, in app.py."""

    hall: Hall
    details: DetailsInForce  # the hall's name, telephone and hours, as they are now
    version: str
    limiter: RateLimiter  # of what anybody in the network may ask for (web/limits.py)
    loudspeaker: Loudspeaker
    reading: ReadingAloud
    enrolment: Enrolment
    media_store: MediaStore  # where uploaded files lie
    presence: ScreenPresence  # which screens are there
    surroundings: Surroundings  # what stands beside the records
    opening_checker: OpeningChecker
    rotation: Rotation = field(default_factory=Rotation)  # what they play, drawn once for all
    drawn_months: DrawnMonths = field(default_factory=DrawnMonths)  # as they were opened last
    finished_days: FinishedDays = field(default_factory=FinishedDays)  # as they were counted last
    forecaster: Forecaster
    sign_in_use: SignInUse  # when each was used last
    public_url: str = ""  # where phones in the hall reach the server; "" where nobody set it
    journal_check: JournalCheck = field(default_factory=JournalCheck)
    finder: Finder = field(default_factory=lambda: Finder(in_english))
    imports: ImportJobs = field(default_factory=ImportJobs)
    watches: Sequence[MachineWatch] = field(default_factory=tuple)
    tray: SlipTray | None = None  # of the virtual printer
    glass: SensorGlass | None = None  # of the simulated reader
    draw: Callable[[Sheet, int], bytes] | None = None  # a page on paper so wide, as PNG
    logo: Path | None = None  # where the hall's picture for its papers lies
    printer_models: Sequence[PrinterModel] = ()  # that config.toml may name as the profile
    printer_profile: str = ""  # the one it names
    channels: Mapping[str, RpcChannel] = field(default_factory=dict)  # of machines elsewhere
    pads: RemotePads | None = None  # when they hang on another computer
    cards: CardRequests | None = None  # where a kiosk waits for an ID card
    card_shelf: CardShelf | None = None  # beside the simulated reader of ID cards
    backups: BackupWorker | None = None  # who makes them
    desk: ReaderJobQueue | None = None  # where jobs for the fingerprint reader are handed in

    disk: Callable[[], DiskRoom | None] = lambda: None  # of the database

    @property
    def sign(self) -> PageHeading:
        now = self.details.now()
        return PageHeading(
            hall_name=now.name,
            complaint_phone=now.complaint_phone,
            hours=now.hours,
            version=self.version,
            demonstration=now.demonstration,
        )

    @property
    def is_open_demo(self) -> bool:
        """A demonstration that the whole network reaches: its passwords are everybody's."""
        return self.sign.demonstration and self.enrolment.in_force

    def health_of(self, machine: str) -> MachineHealth | None:
        """None where the hall has no such machine."""
        return next((w.health for w in self.watches if w.health.machine == machine), None)


def attach_context(app: Flask, context: AppContext) -> None:
    app.extensions["app_context"] = context
    app.context_processor(
        lambda: {
            "sign": context.sign,
            "disk_room": context.disk,
            "power": context.surroundings.power,
        }
    )


def current_context() -> AppContext:
    return cast(AppContext, current_app.extensions["app_context"])


def current_hall() -> Hall:
    return current_context().hall


def hall_words() -> list[str]:
    """What everybody knows of the hall: no password."""
    digits = "".join(filter(str.isdigit, current_context().sign.complaint_phone))
    return [digits, digits[4:]] if digits else []


def current_forecasts() -> Forecaster:
    """When somebody will be called; asked on the request's own thread, never inside a work."""
    return current_context().forecaster
