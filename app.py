"""Where the building is put together. The only file that knows every part."""

import logging
import os
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import partial
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from flask import Flask, Response, request
from flask_socketio import SocketIO
from markupsafe import Markup

import api.iclock
import api.outpost
import api.views
import counter.duty
import counter.guide
import counter.rating
import counter.returning
import counter.views
import display.sounds
import display.views
import kiosk.rating
import kiosk.views
import lobby.assets
import lobby.files
import lobby.refusals
import lobby.same_origin
import lobby.views
import office.devices
import office.fingerprints
import office.hours
import office.line
import office.notices
import office.one_time
import office.opinions
import office.outlook
import office.papers
import office.screens
import office.terminals
import office.views
import office.voice
import timeclock.views
from addresses import public_url
from announcer.announce import Announcer
from announcer.vocabulary import Room
from announcer.voice.sound_card import SoundCard, mpv
from announcer.voice.sounds import Pack
from announcer.voice.speaker import Speaker, Surroundings
from announcer.voice.text_engine import text_engine
from config import Config, ConfigError, KioskConfig, PadsConfig, PrinterConfig
from devices.call_pads.connect import pads_at
from devices.call_pads.keys import read_addresses
from devices.call_pads.simulator import SimulatedPads
from devices.fingerprint_reader.connect import reader_at
from devices.ticket_printer.connect import LOGO, Profile, picture_of, printer_at
from hall.attendance.doorkeeper import Doorkeeper
from hall.clock import Clock, server_clock
from hall.demonstration.furnish import is_demonstration
from hall.events import Event, HallOpened
from hall.loudspeaker import VoiceRules, due, rules_at
from hall.machines import CallPads, FingerprintReader, Glass, SlipTray, TicketPrinter
from hall.notices.caretaker import Caretaker
from hall.notices.markdown import as_html
from hall.notices.storage import Shelf
from hall.outlook.forecaster import Forecaster
from hall.pads.attendant import PadAttendant
from hall.records import open_records
from hall.remote import Exchange, RemotePrinter, RemoteReader
from hall.settings import settings_named
from hall.slips.letterhead import Letterhead
from hall.slips.spooler import Spooler
from hall.watch import Watch
from hall.work import Hall
from lobby import catalogue_words, machine_words, sentences
from lobby.door import House, Sign, open_door

#: The server's threads: every open WebSocket holds one, and pages need some besides.
THREADS = 256
MOST_SOCKETS = THREADS - 32
LARGEST_BODY = 64 * 1024
SIGNED_IN_FOR = timedelta(hours=12)
#: A screen whose server vanished without a word notices within the sum of these.
PING_SECONDS, PONG_SECONDS = 20, 5

SCREENS = (
    lobby.views,
    lobby.files,
    kiosk.views,
    kiosk.rating,
    counter.views,
    counter.returning,
    counter.rating,
    counter.guide,
    counter.duty,
    display.views,
    display.sounds,
    timeclock.views,
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
    office.devices,
    office.terminals,
)

#: What templates say moments and durations with.
SAID = (
    "clock_time", "clock_seconds", "day", "weekday", "duration", "greeting",
    "short_day", "half_day", "plain_time", "date_and_time", "input_moment",
)  # fmt: skip

#: The address of a machine that hangs on another computer, where ``hall devices`` runs.
REMOTE = "remote:"

CONTENT_POLICY = (
    "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'none'"
)


@dataclass(frozen=True, slots=True)
class Machines:
    """What is plugged in."""

    printer: TicketPrinter | None = None
    tray: SlipTray | None = None
    reader: FingerprintReader | None = None
    glass: Glass | None = None
    exchanges: Mapping[str, Exchange] = field(default_factory=dict)
    pads: CallPads | None = None
    pads_line: SimulatedPads | None = None

    def unplug(self) -> None:
        if self.pads:
            self.pads.close()
        if self.pads_line:
            self.pads_line.stop()
        if self.reader:
            self.reader.close()
        if self.glass:
            self.glass.stop()


#: Each machine has somebody who looks after it, on a thread of their own.
Attendant = Forecaster | Spooler | Doorkeeper | PadAttendant | Caretaker


@dataclass(frozen=True, slots=True)
class Building:
    """The hall with all its rooms; ``open`` sets its threads going, ``close`` ends them."""

    app: Flask
    socketio: SocketIO
    hall: Hall
    announcer: Announcer
    speaker: Speaker
    machines: Machines
    staff: list[Attendant] = field(default_factory=list)

    def open(self) -> None:
        with self.hall.look() as look:
            self.announcer.start(look.seq)
            self.speaker.start(look.seq)
        self.hall.doubt_the_clock()
        with self.hall.work() as work:
            work.record(HallOpened(version=program_version()))
        for each in self.staff:
            each.start()

    def close(self) -> None:
        for each in self.staff:
            each.stop()
        self.speaker.stop(self.hall.wake)
        self.announcer.stop(self.hall.wake)
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
    watches, staff = _watch_over(hall, config, machines, outlook)
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
    staff.append(Caretaker(hall, shelf))
    socketio = SocketIO(
        app,
        async_mode="threading",
        transports=["websocket"],
        ping_interval=PING_SECONDS,
        ping_timeout=PONG_SECONDS,
        serve_client=False,
    )
    pictures = {Room.BOARD: _drawn(app, display.views.calls)}
    announcer = Announcer(socketio, hall.news, pictures, app.config["ASSETS_VERSION"])
    speaker = _speaker(config, hall, announcer)
    announcer.let_in(MOST_SOCKETS, speaker)
    house = House(
        hall=hall,
        sign=sign,
        shelf=shelf,
        outlook=outlook,
        loudspeaker=speaker,
        public_url=public_url(config),
        watches=watches,
        tray=machines.tray,
        glass=machines.glass,
        draw=partial(picture_of, storage=config.storage_folder),
        logo=config.storage_folder / LOGO,
        exchanges=machines.exchanges,
        desk=next((each.desk for each in staff if isinstance(each, Doorkeeper)), None),
    )
    open_door(app, house)
    return Building(app, socketio, hall, announcer, speaker, machines, staff)


def _speaker(config: Config, hall: Hall, announcer: Announcer) -> Speaker:
    own = config.storage_folder / "voice"  # the hall's own clips come before the program's
    program = mpv()
    return Speaker(
        Pack((own, Path(__file__).parent / "static" / "voice")),
        _surroundings(hall, announcer),
        SoundCard(program) if program else None,
        text_engine(config.storage_folder / "voice-engine", own),
    )


def _surroundings(hall: Hall, announcer: Announcer) -> Surroundings:
    def rules() -> VoiceRules:
        with hall.look() as look:
            return rules_at(look.now, settings_named(look.session, ("voice",)))

    def record(fact: Event) -> None:
        with hall.work("voice") as work:
            work.record(fact)

    def now() -> datetime:
        with hall.look() as look:
            return look.now

    def what_is_due(before: datetime, moment: datetime) -> list[str]:
        with hall.look() as look:
            return due(before, moment, settings_named(look.session, ("say_",)))

    return Surroundings(hall.news, rules, announcer.tell_now, record, now, what_is_due)


def _furnish_app(app: Flask, config: Config) -> None:
    app.config.update(
        SECRET_KEY=_secret(config.storage_folder),
        MAX_CONTENT_LENGTH=LARGEST_BODY,
        PERMANENT_SESSION_LIFETIME=SIGNED_IN_FOR,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_NAME="hall",
    )
    app.json.ensure_ascii = False  # type: ignore[attr-defined]
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    for name in SAID:
        app.jinja_env.filters[name] = getattr(sentences, name)
    app.jinja_env.filters.update(
        state=sentences.STATES.get,
        module=sentences.MODULES.get,
        module_hint=sentences.MODULE_HINTS.get,
        disclosure=sentences.DISCLOSURES.get,
        machine=sentences.MACHINES.get,
        machine_state=sentences.machine_state,
        trouble=sentences.TROUBLES.get,
        slip_stage=sentences.SLIP_STAGES.get,
        fault=sentences.fault,
        voice=sentences.voice,
        forecast=sentences.forecast,
        forecast_short=sentences.forecast_short,
        minute_clock=sentences.minute_clock,
        bad_row=machine_words.BAD_ROWS.get,
        machine_word=sentences.MACHINE_STATES.get,
        machine_deed=machine_words.MACHINE_DEEDS.get,
        errand=machine_words.errand,
        errand_name=machine_words.ERRANDS.get,
        reader_trouble=machine_words.READER_TROUBLES.get,
        half=sentences.HALVES.get,
        day_kind=sentences.DAY_KINDS.get,
        day_source=sentences.DAY_SOURCES.get,
        grade=sentences.GRADES.get,
        channel=sentences.CHANNELS.get,
        markdown=lambda text: Markup(as_html(text)),  # noqa: S704 -- no HTML passes through it
        notice_state=sentences.NOTICE_STATES.get,
        notice_kind=sentences.NOTICE_KINDS.get,
        level=sentences.LEVELS.get,
        personal=sentences.PERSONAL.get,
        screen_role=sentences.SCREEN_ROLES.get,
        item_state=catalogue_words.STATES.get,
        item_kind=catalogue_words.KINDS.get,
        unit=catalogue_words.UNITS.get,
        only=catalogue_words.ONLY.get,
    )


def _open_rooms(app: Flask, config: Config) -> None:
    lobby.refusals.register(app)
    lobby.same_origin.register(app)
    lobby.assets.register(app, {"kiosk": panel_css(config.kiosk)})
    for screen in SCREENS:
        app.register_blueprint(screen.bp)
    app.register_blueprint(api.views.bp)
    app.register_blueprint(api.iclock.bp)
    app.register_blueprint(api.outpost.bp)

    @app.after_request
    def seal(response: Response) -> Response:
        response.headers.setdefault("Content-Security-Policy", CONTENT_POLICY)
        response.headers.setdefault("X-Content-Type-Options", "nosniff")
        response.headers.setdefault("Referrer-Policy", "same-origin")
        if request.blueprint != "assets" or response.status_code >= 400:
            # Pages tell the state of this moment; none may come back from a browser's memory.
            response.headers.setdefault("Cache-Control", "no-store")
            response.headers.setdefault("X-Version", app.config["ASSETS_VERSION"])
        return response


def _watch_over(
    hall: Hall, config: Config, machines: Machines, outlook: Forecaster
) -> tuple[list[Watch], list[Attendant]]:
    watches: list[Watch] = []
    staff: list[Attendant] = [outlook]
    if machines.printer:
        watches.append(watch := Watch(hall, "printer", config.printer.url))
        letterhead = Letterhead(config.hall.name, config.hall.complaint_phone, public_url(config))
        spooler = Spooler(hall, machines.printer, watch, letterhead.compose, machines.tray)
        spooler.foretell = lambda ticket: sentences.forecast_on_paper(outlook.foretold(ticket))
        staff.append(spooler)
    if machines.reader:
        watches.append(watch := Watch(hall, "fingerprint_reader", config.fingerprint_reader.url))
        staff.append(Doorkeeper(hall, machines.reader, watch))
    if machines.pads:
        watches.append(watch := Watch(hall, "call_pads", config.call_pads.url))
        windows = read_addresses(config.call_pads.windows).values()
        staff.append(PadAttendant(hall, machines.pads, set(windows), watch))
    return watches, staff


def panel_css(kiosk: KioskConfig) -> str:
    """The kiosk's panel as it hangs there; its style sheet makes millimetres of it."""
    return f":root {{ --long-side: {kiosk.long_side_mm}; --bottom-edge: {kiosk.bottom_edge_mm}; }}"


def _drawn(app: Flask, view: Callable[[], str]) -> Callable[[], str]:
    """A fragment as a function that needs no request."""

    def draw() -> str:
        with app.app_context():
            return view()

    return draw


def _secret(folder: Path) -> str:
    """The key that signs cookies: made once, readable by the server's account alone."""
    file = folder / "secret.key"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handle = os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    except FileExistsError:
        if secret := file.read_text().strip():
            return secret
        file.unlink()  # the power failed between making the file and writing it
        return _secret(folder)
    except OSError as error:
        raise ConfigError(f"[storage] folder 无法写入：{error.strerror}。") from error
    with os.fdopen(handle, "w") as key:
        key.write(secret := secrets.token_urlsafe(32))
        key.flush()
        os.fsync(key.fileno())
    return secret


def plug_in(config: Config) -> Machines:
    """The machines that config.toml names; nothing is opened before it is needed."""
    printer: TicketPrinter | None
    reader: FingerprintReader | None
    tray = glass = None
    exchanges: dict[str, Exchange] = {}
    try:
        if config.printer.url == REMOTE:
            printer = RemotePrinter(exchanges.setdefault("printer", Exchange()))
        else:
            printer, tray = printer_at(
                config.printer.url, _profile(config.printer), config.storage_folder
            )
        if config.fingerprint_reader.url == REMOTE:
            reader = RemoteReader(exchanges.setdefault("fingerprint_reader", Exchange()))
        else:
            reader, glass = reader_at(config.fingerprint_reader.url, config.storage_folder)
        pads, pads_line = _pads(config.call_pads)
    except ValueError as error:
        raise ConfigError(str(error)) from error
    return Machines(
        printer=printer,
        tray=tray,
        reader=reader,
        glass=glass,
        exchanges=exchanges,
        pads=pads,
        pads_line=pads_line,
    )


def _pads(pads: PadsConfig) -> tuple[CallPads | None, SimulatedPads | None]:
    return pads_at(pads.url, pads.windows, pads.raters, pads.keys)


def _profile(printer: PrinterConfig) -> Profile:
    return Profile(
        width_mm=printer.width_mm, cutter=printer.cutter, qr=printer.qr, text=printer.text
    )


def check_addresses(config: Config) -> None:
    """Refuse a wrong address before the server starts, opening nothing. Raises ConfigError."""
    reader = config.fingerprint_reader
    if reader.url.startswith("simulated:"):  # would come to life here, and not in the worker
        reader = replace(reader, url="none:")
    pads = config.call_pads
    if pads.url.startswith("simulated:"):
        pads = replace(pads, url="none:")
    plug_in(replace(config, fingerprint_reader=reader, call_pads=pads))


def check_storage(config: Config) -> None:
    """Refuse a folder that cannot be made or written, before anything is. Raises ConfigError."""
    folder = config.storage_folder
    try:
        while not folder.exists():
            folder = folder.parent
        usable = folder.is_dir() and os.access(folder, os.W_OK | os.X_OK)
    except OSError:
        usable = False
    if not usable:
        raise ConfigError(f"[storage] folder 无法使用：{folder} 不是可以写入的文件夹。")


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
