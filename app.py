"""Where the building is put together. The only file that knows every part."""

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TypeVar

from flask import Flask, Response, request
from flask_socketio import SocketIO

import api.iclock
import api.outpost
import api.views
import counter.duty
import counter.guide
import counter.rating
import counter.returning
import counter.views
import display.beats
import display.exposures
import display.resting
import display.sounds
import display.views
import kiosk.opinions
import kiosk.phone_opinions
import kiosk.rating
import kiosk.reading
import kiosk.views
import lobby.account
import lobby.assets
import lobby.files
import lobby.language
import lobby.refusals
import lobby.same_origin
import lobby.scripts
import lobby.views
import office.captions
import office.devices
import office.fingerprints
import office.hours
import office.id_cards
import office.kiosk
import office.line
import office.notices
import office.one_time
import office.opinions
import office.outlook
import office.papers
import office.people
import office.preview
import office.proofs
import office.screens
import office.terminals
import office.views
import office.voice
import timeclock.views
from addresses import public_url
from announcer.announce import Announcer
from announcer.vocabulary import Room
from announcer.voice.reading.reader import Reader
from announcer.voice.speaker import Speaker
from announcer.voice.text_engine import text_engine
from config import Config, KioskConfig
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
from hall.work import Hall
from lobby.door import House, Sign, open_door
from lobby.filters import FILTERS
from plugs import Machines, plug_in
from staff import take_on
from storage import secret_in
from voices import reader_for, speaker_for

#: The server's threads: every open WebSocket holds one, and pages need some besides.
THREADS = 256
MOST_SOCKETS = THREADS - 32
LARGEST_BODY = 64 * 1024
SIGNED_IN_FOR = timedelta(hours=12)
#: A screen whose server vanished without a word notices within the sum of these.
PING_SECONDS, PONG_SECONDS = 20, 5

SCREENS = (
    lobby.views,
    lobby.account,
    lobby.files,
    kiosk.views,
    kiosk.rating,
    kiosk.opinions,
    kiosk.phone_opinions,
    counter.views,
    counter.returning,
    counter.rating,
    counter.guide,
    counter.duty,
    display.views,
    display.beats,
    display.resting,
    display.sounds,
    display.exposures,
    timeclock.views,
    office.captions,
    office.views,
    office.line,
    office.voice,
    office.hours,
    office.outlook,
    office.opinions,
    office.one_time,
    office.notices,
    office.screens,
    office.fingerprints,
    office.papers,
    office.people,
    office.preview,
    office.proofs,
    office.kiosk,
    office.devices,
    office.terminals,
    office.id_cards,
)

CONTENT_POLICY = (
    "default-src 'self'; script-src 'self' 'sha256-{import_map}'; img-src 'self' data:; "
    "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors {framed_by}"
)

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
    app = Flask(__name__, static_folder=str(Path(__file__).parent / "static"), static_url_path=None)
    _furnish_app(app, config)
    _open_rooms(app, config)
    outlook = Forecaster(hall)
    watches, staff = take_on(hall, config, machines, outlook)
    with hall.look() as look:
        demonstration = is_demonstration(look.session)
    sign = Sign(
        hall_name=config.hall.name,
        complaint_phone=config.hall.complaint_phone,
        hours=config.hall.hours,
        version=program_version(),
        demonstration=demonstration,
    )
    shelf = Shelf(config.storage_folder)
    prove = partial(prove_what_is_over, hall, shelf, config.hall.name)
    staff.append(Caretaker(hall, shelf, prove, chores=(forget_old_opinions, forget_old_exposures)))
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
    announcer = Announcer(socketio, hall, pictures, rotations, app.config["ASSETS_VERSION"])
    own_clips = config.storage_folder / "voice"  # the hall's own come before the program's
    engine = text_engine(config.storage_folder / "voice-engine", own_clips)
    speaker = speaker_for(hall, announcer, own_clips, engine)
    reader = reader_for(hall, config.storage_folder, engine, kiosk.reading.every_guide)
    announcer.let_in(MOST_SOCKETS, speaker)
    house = House(
        hall=hall,
        sign=sign,
        shelf=shelf,
        outlook=outlook,
        loudspeaker=speaker,
        reading=reader,
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
    open_door(app, house)
    return Building(app, socketio, hall, announcer, speaker, reader, machines, staff)


def _furnish_app(app: Flask, config: Config) -> None:
    app.config.update(
        SECRET_KEY=secret_in(config.storage_folder),
        MAX_CONTENT_LENGTH=LARGEST_BODY,
        PERMANENT_SESSION_LIFETIME=SIGNED_IN_FOR,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_NAME="hall",
    )
    app.json.ensure_ascii = False  # type: ignore[attr-defined]
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.filters.update(FILTERS)


def _open_rooms(app: Flask, config: Config) -> None:
    lobby.language.register(app)
    lobby.refusals.register(app)
    lobby.same_origin.register(app)
    lobby.assets.register(app, {"kiosk": panel_css(config.kiosk)})
    lobby.scripts.register(app)
    for screen in SCREENS:
        app.register_blueprint(screen.bp)
    app.register_blueprint(api.views.bp)
    app.register_blueprint(api.iclock.bp)
    app.register_blueprint(api.outpost.bp)

    @app.after_request
    def seal(response: Response) -> Response:
        # A screen of ours stands in a frame where the office looks at it.
        framed = request.blueprint == "display" and "framed" in request.args
        policy = CONTENT_POLICY.format(
            import_map=app.config["IMPORT_MAP_HASH"], framed_by="'self'" if framed else "'none'"
        )
        response.headers.setdefault("Content-Security-Policy", policy)
        response.headers.setdefault("X-Content-Type-Options", "nosniff")
        response.headers.setdefault("Referrer-Policy", "same-origin")
        if request.blueprint != "assets" or response.status_code >= 400:
            # Pages tell the state of this moment; none may come back from a browser's memory.
            response.headers.setdefault("Cache-Control", "no-store")
            response.headers.setdefault("X-Version", app.config["ASSETS_VERSION"])
        return response


def panel_css(kiosk: KioskConfig) -> str:
    """The kiosk's panel as it hangs there; its style sheet makes millimetres of it."""
    return f":root {{ --long-side: {kiosk.long_side_mm}; --bottom-edge: {kiosk.bottom_edge_mm}; }}"


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
