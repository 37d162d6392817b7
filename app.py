"""Where the building is put together. The only file that knows every part."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from importlib.metadata import PackageNotFoundError, version
from typing import TypeVar

from flask import Flask
from flask_socketio import SocketIO

import display.views
import kiosk.reading
from addresses import public_url
from announcer.announce import Announcer
from announcer.vocabulary import Room
from announcer.voice.reading.reader import Reader
from announcer.voice.speaker import Speaker
from announcer.voice.text_engine import text_engine
from config import Config
from devices.ticket_printer.connect import LOGO, picture_of
from hall.attendance.doorkeeper import Doorkeeper
from hall.cards.attendant import CardAttendant
from hall.clock import Clock, server_clock
from hall.demonstration.furnish import is_demonstration
from hall.events import HallOpened
from hall.exposures.forgetting import forget_old_exposures
from hall.exposures.proving import prove_what_is_over
from hall.notices.caretaker import Caretaker
from hall.notices.storage import Shelf
from hall.opinions.forgetting import forget_old_opinions
from hall.outlook.forecaster import Forecaster
from hall.records import open_records
from hall.remote import RemotePads
from hall.rounds import Rounds
from hall.watch import Watch
from hall.work import Hall
from lobby.door import House, Sign, open_door
from plugs import Machines, plug_in
from rooms import open_rooms
from staff import take_on
from voices import reader_for, speaker_for

#: The server's threads: every open WebSocket holds one, and pages need some besides.
THREADS = 256
MOST_SOCKETS = THREADS - 32
#: A screen whose server vanished without a word notices within the sum of these.
PING_SECONDS, PONG_SECONDS = 20, 5

Drawn = TypeVar("Drawn")


@dataclass(frozen=True, slots=True)
class Building:
    """The hall with all its rooms; ``open`` sets its threads going, ``close`` ends them."""

    app: Flask
    socketio: SocketIO
    hall: Hall
    announcer: Announcer
    speaker: Speaker
    reader: Reader
    machines: Machines
    staff: list[Rounds] = field(default_factory=list)

    def open(self) -> None:
        with self.hall.look() as look:
            for follower in (self.announcer, self.speaker, self.reader):
                follower.begin(look.seq)
        self.hall.doubt_the_clock()
        with self.hall.work() as work:
            work.record(HallOpened(version=program_version()))
        for each in self.staff:
            each.start()

    def close(self) -> None:
        for exchange in self.machines.exchanges.values():
            exchange.hang_up()
        everybody = (*self.staff, self.reader, self.speaker, self.announcer)
        for each in everybody:
            each.call_off()
        for each in everybody:
            each.stop()
        self.machines.unplug()
        self.hall.close()


def program_version() -> str:
    try:
        return version("township-hall")
    except PackageNotFoundError:
        return "0"


def create_building(config: Config, machines: Machines, clock: Clock = server_clock) -> Building:
    """Put the building together from values. Raises RecordsError."""
    hall = Hall(open_records(config.database_url), clock)
    app = open_rooms(config)
    outlook = Forecaster(hall)
    watches, staff = take_on(hall, config, machines, outlook)
    staff.append(_caretaker(hall, config))
    socketio, announcer = _live_wire(app, hall)
    own_clips = config.storage_folder / "voice"  # the hall's own come before the program's
    engine = text_engine(config.storage_folder / "voice-engine", own_clips)
    speaker = speaker_for(hall, announcer, own_clips, engine)
    reader = reader_for(hall, config.storage_folder, engine, kiosk.reading.every_guide)
    announcer.let_in(MOST_SOCKETS, speaker)
    building = Building(app, socketio, hall, announcer, speaker, reader, machines, staff)
    open_door(app, _house(building, config, outlook, watches))
    return building


def _caretaker(hall: Hall, config: Config) -> Caretaker:
    shelf = Shelf(config.storage_folder)
    prove = partial(prove_what_is_over, hall, shelf, config.hall.name)
    return Caretaker(hall, shelf, prove, chores=(forget_old_opinions, forget_old_exposures))


def _live_wire(app: Flask, hall: Hall) -> tuple[SocketIO, Announcer]:
    socketio = SocketIO(
        app,
        async_mode="threading",
        transports=["websocket"],
        ping_interval=PING_SECONDS,
        ping_timeout=PONG_SECONDS,
        serve_client=False,
    )
    pictures = {Room.BOARD: _drawn(app, display.views.calls)}
    rotations = _drawn(app, display.views.rotations)
    return socketio, Announcer(socketio, hall, pictures, rotations, app.config["ASSETS_VERSION"])


def _house(
    building: Building, config: Config, outlook: Forecaster, watches: Sequence[Watch]
) -> House:
    """What the pages reach of it."""
    machines, staff = building.machines, building.staff
    return House(
        hall=building.hall,
        sign=_sign(building.hall, config),
        shelf=Shelf(config.storage_folder),
        outlook=outlook,
        loudspeaker=building.speaker,
        reading=building.reader,
        public_url=public_url(config),
        watches=watches,
        tray=machines.tray,
        glass=machines.glass,
        draw=partial(picture_of, storage=config.storage_folder),
        logo=config.storage_folder / LOGO,
        exchanges=machines.exchanges,
        pads=machines.pads if isinstance(machines.pads, RemotePads) else None,
        cards=next((each.desk for each in staff if isinstance(each, CardAttendant)), None),
        card_shelf=machines.card_shelf,
        desk=next((each.desk for each in staff if isinstance(each, Doorkeeper)), None),
    )


def _sign(hall: Hall, config: Config) -> Sign:
    with hall.look() as look:
        demonstration = is_demonstration(look.session)
    return Sign(
        hall_name=config.hall.name,
        complaint_phone=config.hall.complaint_phone,
        hours=config.hall.hours,
        version=program_version(),
        demonstration=demonstration,
    )


def _drawn(app: Flask, view: Callable[[], Drawn]) -> Callable[[], Drawn]:
    """What a page shows, as a function that needs no visitor."""

    def draw() -> Drawn:
        with app.test_request_context():
            return view()

    return draw


def from_config(config: Config) -> Building:
    """The real building: real drivers, as config.toml says."""
    return create_building(config, plug_in(config))


def log_to_stderr() -> None:
    """One line a happening: when, how grave, where, what."""
    logging.basicConfig(
        level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s: %(message)s"
    )
    for noisy in ("werkzeug", "engineio", "socketio", "alembic"):
        logging.getLogger(noisy).setLevel(logging.WARNING)
