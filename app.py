"""The composition root: the only file that knows every part, and wires values into objects."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import TypeVar

from flask import Flask
from flask_socketio import SocketIO

import display.views
import kiosk.read_aloud
from announcer.announce import Announcer
from announcer.screen_connections import RoomStates, ScreenConnections
from announcer.vocabulary import Room
from announcer.voice.guide_reading.guide_reader import GuideReader
from announcer.voice.speaker import Speaker
from announcer.voice.text_engine import text_engine
from config import Config
from devices.ticket_printer.connect import LOGO, picture_of
from hall.attendance.fingerprint_worker import FingerprintWorker
from hall.backups.backup_worker import BackupWorker
from hall.catalogue.search.index_keeper import SearchIndexKeeper
from hall.clock import Clock, server_clock
from hall.database import open_database
from hall.database_presence import keep_identity
from hall.database_unusable import DatabaseUnusable
from hall.enrolled_devices.device_register import DeviceRegister
from hall.events import HallOpened
from hall.hall_details import DetailsInForce
from hall.hall_time import BeforeStart
from hall.id_cards.card_reader_worker import CardReaderWorker
from hall.machine_watch import MachineWatch
from hall.needs.surroundings import Surroundings
from hall.notices.media_store import MediaStore
from hall.opening_check.opening_checker import OpeningChecker
from hall.people.sign_in_ages import SignInUse, SignInWorker
from hall.periodic_worker import PeriodicWorker
from hall.rate_limit import RateLimiter
from hall.remote_devices import RemotePads
from hall.unit_of_work import Hall
from hall.wait_forecast.forecaster import Forecaster
from server.capacity import PING_SECONDS, PONG_SECONDS
from server.configured_details import details_in
from server.data_folder import newest_file, seal_in
from server.device_wiring import Devices, known_printers, wire_devices
from server.flask_app import create_flask_app
from server.heartbeat import heartbeat_of
from server.host_names import HostNames, names_of
from server.maintenance import maintenance_worker
from server.power_wiring import power_of
from server.program_version import program_version
from server.public_url import is_ours_alone, phone_url
from server.service_manager import NOBODY, ServiceManager
from server.surroundings_wiring import surroundings_of
from server.voice_wiring import reader_for, speaker_for
from server.workers import create_workers
from web.app_context import AppContext, Enrolment, attach_context
from web.behind_proxy import BehindProxy
from web.check_slip import check_sheet_of
from web.known_devices import device_in, place_on_the_wire
from web.limits import MOST_SOCKETS

log = logging.getLogger(__name__)
Rendered = TypeVar("Rendered")


@dataclass(frozen=True, slots=True)
class Application:
    """The hall with all its pages; ``open`` starts its threads, ``close`` ends them."""

    app: Flask
    socketio: SocketIO
    hall: Hall
    announcer: Announcer
    speaker: Speaker
    reader: GuideReader
    devices: Devices
    enrolment: Enrolment
    details: DetailsInForce
    surroundings: Surroundings
    workers: list[PeriodicWorker] = field(default_factory=list)
    keep_identity: Callable[[], None] = lambda: None

    def open(self) -> None:
        with self.hall.read() as snapshot:
            for follower in (self.announcer, self.speaker, self.reader):
                follower.begin(snapshot.seq)
        try:
            self.hall.doubt_the_clock()
            with self.hall.work() as work:
                work.record(HallOpened(version=program_version()))
            self.keep_identity()
        except (DatabaseUnusable, OSError) as error:  # a full disk: the screens live
            log.warning("open, but nothing can be written: %s", error)
        for worker in self.workers:
            worker.start()

    def source_of(self, cookies: str) -> str:
        """The own source of an enrolled device; "" for anybody else's."""
        device = device_in(cookies, self.enrolment.register)
        return device.source if device else ""

    def close(self) -> None:
        for channel in self.devices.channels.values():
            channel.hang_up()
        for thread in self.threads:
            thread.request_stop()
        for thread in self.threads:
            thread.stop()
        self.devices.unplug()
        self.hall.close()

    @property
    def threads(self) -> Sequence[PeriodicWorker]:
        return (*self.workers, self.reader, self.speaker, self.announcer)


def create_application(
    config: Config, devices: Devices, clock: Clock = server_clock
) -> Application:
    """Wire everything from values. Raises DatabaseUnusable."""
    newest = newest_file(config.storage_folder)  # before anything is written into it
    records = open_database(config.database_url, config.storage_folder)
    before = BeforeStart(config.server.longest_pause_hours, newest)
    hall = Hall(records, clock, before, seal_in(config.storage_folder))
    app = create_flask_app(config)
    forecaster = Forecaster(hall)
    details = DetailsInForce(hall, details_in(config))
    watches, workers = create_workers(hall, config, devices, forecaster, details)
    sign_in_use = SignInUse(clock.steady)
    register = DeviceRegister(hall)
    workers += [
        maintenance_worker(hall, config, register, details),
        SignInWorker(hall, sign_in_use),
    ]
    rooms = RoomStates()
    socketio = _live_wire(app)
    _guard_the_door(app, config)
    announcer = _announcer(app, socketio, hall, rooms)
    own_clips = config.storage_folder / "voice"  # the hall's own come before the program's
    engine = text_engine(config.storage_folder / "voice-engine", own_clips)
    speaker = speaker_for(hall, announcer, own_clips, engine)
    reader = reader_for(hall, config.storage_folder, engine, kiosk.read_aloud.every_guide)
    version = app.config["ASSETS_VERSION"]
    admitted = partial(ScreenConnections, admit=place_on_the_wire, most=MOST_SOCKETS)
    register.when_revoked(admitted(socketio, rooms, speaker, version).cut)
    around = surroundings_of(config, speaker, watches, version, power_of(workers))
    slip = check_sheet_of(lambda: details.now().name)
    workers.append(OpeningChecker(hall, around, speaker, slip, prints=bool(devices.printer)))
    application = Application(
        app, socketio, hall, announcer, speaker, reader, devices,
        Enrolment(register=register, in_force=not is_ours_alone(config.server.host)), details,
        around, workers, partial(keep_identity, config.database_url, config.storage_folder),
    )  # fmt: skip
    context = _app_context(application, config, forecaster, watches, clock.steady, sign_in_use)
    workers.append(SearchIndexKeeper(hall, context.finder))
    attach_context(app, context)
    return application


def _guard_the_door(app: Flask, config: Config) -> None:
    """What every request and every socket passes first, outermost last."""
    app.wsgi_app = HostNames(app.wsgi_app, names_of(config))  # type: ignore[method-assign]
    if config.server.proxy:
        app.wsgi_app = BehindProxy(app.wsgi_app, config.server.proxy)  # type: ignore[method-assign]


def _live_wire(app: Flask) -> SocketIO:
    return SocketIO(
        app,
        async_mode="threading",
        transports=["websocket"],
        ping_interval=PING_SECONDS,
        ping_timeout=PONG_SECONDS,
        serve_client=False,
    )


def _announcer(app: Flask, socketio: SocketIO, hall: Hall, rooms: RoomStates) -> Announcer:
    pictures = {Room.BOARD: _rendered(app, display.views.calls)}
    rotations = _rendered(app, display.views.rotations)
    return Announcer(socketio, hall, pictures, rotations, rooms, hall.now)


def _app_context(
    application: Application,
    config: Config,
    forecaster: Forecaster,
    watches: Sequence[MachineWatch],
    steady: Callable[[], float],
    sign_in_use: SignInUse,
) -> AppContext:
    """What the pages reach of it."""
    devices, workers = application.devices, application.workers
    return AppContext(
        hall=application.hall,
        details=application.details,
        version=program_version(),
        enrolment=application.enrolment,
        media_store=MediaStore(config.storage_folder),
        disk=application.surroundings.disk,
        presence=application.surroundings.presence,
        surroundings=application.surroundings,
        opening_checker=next(w for w in workers if isinstance(w, OpeningChecker)),
        forecaster=forecaster,
        sign_in_use=sign_in_use,
        limiter=RateLimiter(steady),
        loudspeaker=application.speaker,
        reading=application.reader,
        public_url=phone_url(config),
        watches=watches,
        tray=devices.tray,
        glass=devices.glass,
        draw=partial(picture_of, storage=config.storage_folder),
        logo=config.storage_folder / LOGO,
        printer_models=known_printers(),
        printer_profile=config.printer.profile,
        channels=devices.channels,
        pads=devices.pads if isinstance(devices.pads, RemotePads) else None,
        cards=next(
            (worker.desk for worker in workers if isinstance(worker, CardReaderWorker)), None
        ),
        card_shelf=devices.card_shelf,
        backups=next((worker for worker in workers if isinstance(worker, BackupWorker)), None),
        desk=next(
            (worker.desk for worker in workers if isinstance(worker, FingerprintWorker)), None
        ),
    )


def _rendered(app: Flask, view: Callable[[], Rendered]) -> Callable[[], Rendered]:
    """What a page shows, as a function that needs no visitor."""

    def draw() -> Rendered:
        with app.test_request_context():
            return view()

    return draw


def from_config(
    config: Config, setup_code: str = "", manager: ServiceManager = NOBODY, status: str = ""
) -> Application:
    """The real thing: real drivers. ``setup_code`` is its digest; ``status``: for ``manager``."""
    application = create_application(config, wire_devices(config))
    application.app.config["SETUP_CODE"] = setup_code
    application.workers.extend(heartbeat_of(config, manager, application, status))
    return application
