"""A demonstration hall on a made-up Monday morning, served to whoever takes pictures of it."""

import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Thread
from time import monotonic

from werkzeug.serving import make_server

from app import create_application
from config import Config
from hall.attendance.punching import ToldPunch, write_punches
from hall.database import open_database
from hall.demo_data.load import load_demo_data
from hall.demo_data.work_times_data import load_attendance
from hall.issuing.tickets import TicketRequest, issue_ticket
from hall.line import calling, queries, seating
from hall.people.queries import staff_by_account
from hall.unit_of_work import Hall
from server.device_wiring import wire_devices

OPENED = datetime(2026, 3, 2, 0, 20, tzinfo=UTC)  # 8:20 in the hall
#: Who clocks in and sits where, and how many take a number for what.
AT_WINDOWS = {"bing": "1", "ding": "2", "wu": "3", "ji": "4", "ren": "6"}
TAKEN = "ABACAFDBAACADB"
CALLED = "123416"


class MorningClock:
    """Runs like any clock, from a morning on, and can be put forward."""

    def __init__(self) -> None:
        self._started = monotonic()
        self._ahead = timedelta()

    def __call__(self) -> datetime:
        return OPENED + self._ahead + timedelta(seconds=monotonic() - self._started)

    def steady(self) -> float:
        return (self() - OPENED).total_seconds()

    def forward(self, **amount: float) -> None:
        self._ahead += timedelta(**amount)


@contextmanager
def demonstration(folder: Path) -> Iterator[str]:
    """The hall of config.toml in a folder of its own; yields its address."""
    config, morning = _config(folder), MorningClock()
    hall = Hall(open_database(config.database_url), morning)
    with hall.work("installer") as work:
        load_demo_data(work)
        load_attendance(work)
    live_through_the_morning(hall, morning)
    hall.close()
    with _served(config, morning) as address:
        yield address


@contextmanager
def empty_hall(folder: Path) -> Iterator[str]:
    """As it is on the first day: nobody has an account; yields its address."""
    with _served(_config(folder), MorningClock()) as address:
        yield address


def _config(folder: Path) -> Config:
    return Config.parse(tomllib.loads(Path("config.toml").read_text("utf-8")), folder)


@contextmanager
def _served(config: Config, morning: MorningClock) -> Iterator[str]:
    application = create_application(config, wire_devices(config), morning)
    application.open()
    server = make_server("127.0.0.1", 0, application.app, threaded=True)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.port}"
    server.shutdown()
    application.close()


def live_through_the_morning(hall: Hall, morning: MorningClock) -> None:
    for account, window in AT_WINDOWS.items():
        morning.forward(minutes=1)
        with hall.work("fingerprint_reader") as work:
            if clerk := staff_by_account(work.session, account):
                told = ToldPunch(staff_id=clerk.id, at=work.now, way="fingerprint", score=120)
                write_punches(work, [told])
                seating.sit_down(work, queries.window_by_name(work.session, window), clerk)
    for prefix in TAKEN:
        morning.forward(minutes=2)
        with hall.work("kiosk") as work:
            service = queries.service_by_prefix(work.session, prefix)
            issue_ticket(work, service, TicketRequest("kiosk"))
    for window in CALLED:
        morning.forward(minutes=1)
        with hall.work("counter") as work:
            calling.call_next(work, queries.window_by_name(work.session, window))
