"""Machines on another computer: what was printed or touched arrives once, whoever is away."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from threading import Thread
from time import monotonic, sleep

import pytest
from sqlalchemy import select
from werkzeug.serving import make_server

from app import create_building
from devices.fingerprint_reader.connect import serial_reader
from devices.fingerprint_reader.simulator import SimulatedReader
from devices.outpost.run import outpost
from devices.outpost.server import Server, ServerAway, ServerRefused
from devices.outpost.spool import Spool
from devices.ticket_printer.driver import EscPosPrinter
from devices.ticket_printer.roll import ROLLS
from devices.ticket_printer.sheet import page_bytes
from devices.ticket_printer.virtual import VirtualCable, VirtualPrinter
from hall.attendance.arrivals import Arrival
from hall.attendance.model import Finger, Punch
from hall.errors import Malformed, ReaderSwapped
from hall.machines import Fault, Stage, Touch
from hall.people.deeds import create_token
from hall.people.model import Scope
from hall.remote import Exchange, RemotePrinter, RemoteReader
from hall.slips.deeds import want_sheet
from hall.slips.model import PaperSlip
from hall.slips.trial import trial_sheet
from plugs import Machines

PATIENCE_SECONDS = 30


def until(so: Callable[[], object]) -> None:
    deadline = monotonic() + PATIENCE_SECONDS
    while not so():
        assert monotonic() < deadline, "it never happened"
        sleep(0.02)


class Site:
    """The server, which may go away and come back at the same address."""

    def __init__(self, config) -> None:
        self._config = config
        self._port = 0
        self._stack: ExitStack | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._port}"

    def open(self) -> None:
        exchanges = {"printer": Exchange(), "fingerprint_reader": Exchange()}
        machines = Machines(
            printer=RemotePrinter(exchanges["printer"]),
            reader=RemoteReader(exchanges["fingerprint_reader"]),
            exchanges=exchanges,
        )
        self.building = create_building(self._config, machines)
        self._served = make_server("127.0.0.1", self._port, self.building.app, threaded=True)
        self._port = self._served.port
        self._thread = Thread(target=self._served.serve_forever, args=(0.05,))
        self._thread.start()
        self.building.open()

    def close(self) -> None:
        self._served.shutdown()
        self._thread.join()
        self._served.server_close()
        self.building.close()

    @property
    def hall(self):
        return self.building.hall

    def token(self, scope: Scope = Scope.MANAGE, name: str = "kiosk computer") -> str:
        with self.hall.work() as work:
            return create_token(work, name=name, scope=scope)

    def punches(self) -> list[int]:
        with self.hall.look() as look:
            return list(look.session.scalars(select(Punch.staff_id).order_by(Punch.at)))

    def slips(self) -> list[str]:
        with self.hall.look() as look:
            return [str(slip.stage) for slip in look.session.scalars(select(PaperSlip))]

    def want(self) -> None:
        with self.hall.work() as work:
            want_sheet(work, trial_sheet("大厅", "今天", ""))

    def health(self, machine: str):
        watches = self.building.app.extensions["house"].watches
        return next(w.health for w in watches if w.health.machine == machine)


@pytest.fixture
def site(config) -> Iterator[Site]:
    site = Site(config)
    site.open()
    yield site
    site.close()


@pytest.fixture
def paper(tmp_path) -> VirtualPrinter:
    return VirtualPrinter(tmp_path / "paper", 80)


@pytest.fixture
def glass() -> Iterator[SimulatedReader]:
    reader = SimulatedReader(enrolled=range(1, 11))
    reader.boot_seconds = 0
    with reader:
        yield reader


@pytest.fixture
def start(site, paper, glass, tmp_path):
    token = site.token()

    @contextmanager
    def start():
        printer = EscPosPrinter(VirtualCable(paper), lambda page: page_bytes(page, ROLLS[80]))
        reader = serial_reader(f"{glass.url}?baudrate=57600", tmp_path)
        loops = outpost(Server(site.url, token), tmp_path / "touches", printer, reader)
        for loop in loops:
            loop.start()
        try:
            yield loops
        finally:
            for loop in loops:
                loop.stop()
            for loop in loops:
                loop.join()
            reader.close()

    return start


def test_slips_and_touches_go_through_and_the_office_sees_the_machines(site, paper, glass, start):
    with start():
        until(lambda: site.health("printer").state == "ready")
        until(lambda: site.health("fingerprint_reader").state == "ready")
        site.want()
        glass.touch(3)

        until(lambda: site.slips() == ["printed"])
        until(lambda: site.punches() == [3])

    assert len(paper.slips()) == 1


def test_a_touch_made_while_the_server_was_away_arrives_once(site, glass, start):
    with start():
        until(lambda: site.health("fingerprint_reader").state == "ready")
        site.close()
        glass.touch(3)
        glass.touch(4)
        sleep(1.5)
        site.open()

        until(lambda: len(site.punches()) == 2)
        sleep(0.5)
        assert site.punches() == [3, 4]


def test_a_touch_survives_a_restart_of_this_side(site, glass, start, tmp_path):
    with start():
        until(lambda: site.health("fingerprint_reader").state == "ready")
        site.close()
        glass.touch(5)
        until(lambda: list((tmp_path / "touches").glob("*.touch")))
    site.open()
    with start():
        until(lambda: site.punches() == [5])
        until(lambda: not list((tmp_path / "touches").glob("*.touch")))


def test_a_slip_wanted_while_nobody_is_connected_waits_and_comes_out_once(site, paper, start):
    site.want()
    until(lambda: site.health("printer").fault is Fault.ABSENT)
    assert site.slips() == ["wanted"]

    with start():
        until(lambda: site.slips() == ["printed"])
    assert len(paper.slips()) == 1


def test_a_fault_over_there_is_told_here_and_mended_without_a_restart(site, paper, start):
    with start():
        until(lambda: site.health("printer").state == "ready")
        paper.paper_out = True
        site.want()
        until(lambda: site.health("printer").fault is Fault.PAPER_OUT)

        paper.paper_out = False
        until(lambda: site.slips() == ["printed"])
    assert len(paper.slips()) == 1


def test_a_finger_is_enrolled_over_there(site, glass, start):
    from hall.attendance import errands

    desk = next(each.desk for each in site.building.staff if hasattr(each, "desk"))
    with start():
        until(lambda: site.health("fingerprint_reader").state == "ready")
        job = desk.hand_in("enrol", errands.enrol(2, "左手食指", 2, "staff:1"))

        def stage():
            return job.report.enrolling.stage if job.report and job.report.enrolling else None

        until(lambda: stage() is Stage.LAY)
        glass.hold(500)
        until(lambda: stage() is Stage.LIFT)
        glass.lift()
        until(lambda: stage() is Stage.LAY)
        glass.hold(500)
        until(lambda: stage() is Stage.LIFT)
        glass.lift()
        until(lambda: stage() is Stage.STORED)

    with site.hall.look() as look:
        assert look.session.get(Finger, 0).staff_id == 2


def test_a_token_that_may_too_little_is_refused_and_no_touch_is_lost(site, tmp_path):
    server = Server(site.url, site.token(Scope.READ, "small"))
    spool = Spool(tmp_path / "spool")
    spool.keep(Touch(3, 90), None)

    with pytest.raises(ServerRefused) as caught:
        server.post("/api/outpost/printer/next", {"told": {}, "wait": 0})

    assert (caught.value.status, caught.value.code) == (403, "ScopeTooSmall")
    assert len(list(spool.pending())) == 1


def test_nobody_at_the_address_is_away():
    with pytest.raises(ServerAway):
        Server("http://127.0.0.1:9", "x").post("/", {})


# The deed itself


@pytest.fixture
def arrive(hall):
    from datetime import timedelta

    from hall.attendance.arrivals import arrive

    def take(key: str, page: int | None = 3, seconds: float = 0, mark: str | None = None) -> bool:
        with hall.work("fingerprint_reader") as work:
            return arrive(work, key, Touch(page, 90), timedelta(seconds=seconds), mark)

    return take


def test_one_key_is_one_touch(hall, arrive):
    assert arrive("a")
    assert not arrive("a")
    assert arrive("b")

    with hall.look() as look:
        assert len(look.session.scalars(select(Arrival)).all()) == 2
        assert len(look.session.scalars(select(Punch)).all()) == 2


def test_a_late_touch_is_dated_when_the_finger_lay_there(hall, arrive, clock):
    arrive("a", seconds=3600)

    with hall.look() as look:
        punch = look.session.scalar(select(Punch))
        assert (clock.now - punch.at).total_seconds() == 3600
        assert punch.score == 90


def test_a_late_stranger_is_nothing_to_tell(hall, arrive):
    assert arrive("a", page=None, seconds=3600)


def test_a_touch_of_another_reader_is_refused(hall, arrive):
    from hall.attendance.adopting import adopt

    with hall.work() as work:
        adopt(work, "0123", forgotten=0)

    assert arrive("a", mark="0123")
    with pytest.raises(ReaderSwapped):
        arrive("b", mark="4567")
    with pytest.raises(ReaderSwapped):
        arrive("b", mark=None)


@pytest.mark.parametrize(("key", "seconds"), [("", 0), ("x" * 65, 0), ("a", 40 * 86400)])
def test_a_senseless_touch_is_refused(arrive, key, seconds):
    with pytest.raises(Malformed):
        arrive(key, seconds=seconds)


# The spool


def test_the_spool_keeps_order_and_forgets_what_is_done(tmp_path):
    spool = Spool(tmp_path)
    for page in range(5):
        spool.keep(Touch(page, 90), "m")
        sleep(0.003)
    first, *_ = again = list(Spool(tmp_path).pending())

    assert [each.touch.page for each in again] == [0, 1, 2, 3, 4]
    spool.done(first.key)
    assert [each.touch.page for each in spool.pending()] == [1, 2, 3, 4]


def test_a_file_cut_short_is_thrown_away(tmp_path):
    spool = Spool(tmp_path)
    (tmp_path / "000-x.touch").write_text('{"page": 3')

    assert list(spool.pending()) == []
    assert not list(tmp_path.glob("*.touch"))
