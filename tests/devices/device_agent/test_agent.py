"""Machines on another computer: what was printed or touched arrives once, whoever is away."""

import json
import ssl
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from datetime import UTC, date, datetime
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event, Thread

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select, text
from werkzeug.serving import make_server

from api.agent_bodies import word_from
from app import create_application
from devices.call_pads.connect import pads_at
from devices.call_pads.simulator import SimulatedPads
from devices.device_agent import agent_threads, retry_backoff, touch_threads
from devices.device_agent.agent import LocalMachines, device_agent
from devices.device_agent.driver_calls import answered, pad_word_answer
from devices.device_agent.pad_thread import PadThread
from devices.device_agent.print_jobs import PrintJobs
from devices.device_agent.printer_calls import PrinterCalls
from devices.device_agent.server_client import HallServerClient, ServerAway, ServerRefused
from devices.device_agent.touch_spool import TouchSpool
from devices.fingerprint_reader.connect import serial_reader
from devices.fingerprint_reader.simulator import SimulatedReader
from devices.id_card_reader.connect import serial_card_reader
from devices.id_card_reader.simulator import SimulatedCardReader, number_of
from devices.ticket_printer.driver import EscPosPrinter
from devices.ticket_printer.paper_roll import ROLLS
from devices.ticket_printer.sheet_bytes import sheet_bytes
from devices.ticket_printer.virtual import VirtualPrinter
from devices.ticket_printer.virtual_cable import VirtualCable
from hall.attendance.model import Finger, Punch
from hall.attendance.remote_touches import RemoteTouch
from hall.backoff import Backoff
from hall.errors import Malformed, ReaderSwapped
from hall.id_cards.card_requests import CardStage
from hall.issuing.tickets import TicketRequest, issue_ticket
from hall.line.model import Ticket
from hall.line.queries import service_by_prefix, window_by_name
from hall.line.seating import sit_down
from hall.machines import (
    EnrolStage,
    Fault,
    IdCard,
    MachineUnavailable,
    PadKey,
    PadPress,
    PadRating,
    PaperState,
    PrintProof,
    Touch,
    WrongAddress,
)
from hall.people.actions import create_token
from hall.people.model import Scope
from hall.people.queries import staff_by_account
from hall.remote_devices import (
    RemoteCardReader,
    RemotePads,
    RemotePrinter,
    RemoteReader,
    RpcChannel,
)
from hall.slips.actions import job_of, take_up, want_sheet
from hall.slips.model import PaperSlip
from hall.slips.trial_sheet import trial_sheet
from server.device_wiring import Devices
from tests.served import free_port
from tests.waiting import PATIENCE_SECONDS, wait_until
from web.sentences import wrong_address
from web.sentences.machines import machine_state

pytestmark = pytest.mark.slow

#: The server answers 500 to every touch of this person.
BROKEN_FOR_5 = """CREATE TRIGGER broken_for_5 BEFORE INSERT ON punch WHEN NEW.staff_id = 5
    BEGIN SELECT RAISE(ABORT, 'broken'); END"""


class Site:
    """The server, which may go away and come back at the same address."""

    def __init__(self, config) -> None:
        self._config = config
        self._port = free_port()
        self._stack: ExitStack | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._port}"

    def open(self) -> None:
        names = ("printer", "fingerprint_reader", "call_pads", "id_card_reader")
        channels = {name: RpcChannel() for name in names}
        machines = Devices(
            printer=RemotePrinter(channels["printer"]),
            reader=RemoteReader(channels["fingerprint_reader"]),
            pads=RemotePads(channels["call_pads"]),
            card_reader=RemoteCardReader(channels["id_card_reader"]),
            channels=channels,
        )
        self.application = create_application(self._config, machines)
        self._served = make_server("127.0.0.1", self._port, self.application.app, threaded=True)
        self._thread = Thread(target=self._served.serve_forever, args=(0.05,))
        self._thread.start()
        self.application.open()

    def close(self) -> None:
        self._served.shutdown()
        self._thread.join()
        self._served.server_close()
        self.application.close()

    @property
    def hall(self):
        return self.application.hall

    def token(self, scope: Scope = Scope.MANAGE, name: str = "kiosk computer") -> str:
        with self.hall.work() as work:
            return create_token(work, name=name, scope=scope)

    def punches(self) -> list[int]:
        with self.hall.read() as snapshot:
            return list(snapshot.session.scalars(select(Punch.staff_id).order_by(Punch.at)))

    def slips(self) -> list[str]:
        with self.hall.read() as snapshot:
            return [str(slip.stage) for slip in snapshot.session.scalars(select(PaperSlip))]

    def tickets(self) -> list[str]:
        with self.hall.read() as snapshot:
            return [str(ticket.state) for ticket in snapshot.session.scalars(select(Ticket))]

    def want(self) -> None:
        with self.hall.work() as work:
            want_sheet(work, trial_sheet("大厅", "今天", ""))

    def health(self, machine: str):
        watches = self.application.app.extensions["app_context"].watches
        return next(w.health for w in watches if w.health.machine == machine)


@pytest.fixture(autouse=True)
def hasty(monkeypatch):
    """No long waits: every loop is joined at the end of its test."""
    monkeypatch.setattr(agent_threads, "WAIT_SECONDS", 0.3)
    monkeypatch.setattr(agent_threads, "PAUSE_SECONDS", 0.3)
    monkeypatch.setattr(agent_threads, "HEARTBEAT_SECONDS", 0.1)
    monkeypatch.setattr(touch_threads, "NEWS_SECONDS", 0.3)


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
    def start(printer=None, **more):
        printer = printer or EscPosPrinter(
            VirtualCable(paper), lambda page: sheet_bytes(page, ROLLS[80])
        )
        reader = serial_reader(f"{glass.url}?baudrate=57600", tmp_path)
        here = LocalMachines(printer=printer, reader=reader, **more)
        running = device_agent(HallServerClient(site.url, token), tmp_path, here)
        for loop in running:
            loop.start()
        try:
            yield running
        finally:
            for loop in running:
                loop.stop()
            for loop in running:
                loop.join()
            reader.close()

    return start


def test_slips_and_touches_go_through_and_the_office_sees_the_machines(site, paper, glass, start):
    with start():
        wait_until(lambda: site.health("printer").state == "ready")
        wait_until(lambda: site.health("fingerprint_reader").state == "ready")
        site.want()
        glass.touch(3)

        wait_until(lambda: site.slips() == ["printed"])
        wait_until(lambda: site.punches() == [3])

    assert len(paper.slips()) == 1


def test_a_touch_made_while_the_server_was_away_arrives_once(site, glass, start, tmp_path):
    with start():
        wait_until(lambda: site.health("fingerprint_reader").state == "ready")
        site.close()
        glass.touch(3)
        glass.touch(4)
        wait_until(lambda: len(list((tmp_path / "touches").glob("*.touch"))) == 2)
        site.open()

        wait_until(lambda: len(site.punches()) == 2)
        wait_until(lambda: not list((tmp_path / "touches").glob("*.touch")))
        glass.touch(5)
        wait_until(lambda: 5 in site.punches())
        assert site.punches() == [3, 4, 5]


def test_a_touch_survives_a_restart_of_this_side(site, glass, start, tmp_path):
    with start():
        wait_until(lambda: site.health("fingerprint_reader").state == "ready")
        site.close()
        glass.touch(5)
        wait_until(lambda: list((tmp_path / "touches").glob("*.touch")))
    site.open()
    with start():
        wait_until(lambda: site.punches() == [5])
        wait_until(lambda: not list((tmp_path / "touches").glob("*.touch")))


def test_a_touch_at_which_the_server_stumbles_holds_up_none_and_is_not_lost(
    site, glass, start, tmp_path, monkeypatch
):
    monkeypatch.setattr(retry_backoff, "LEFT_ALONE", Backoff(0.1, 600.0))
    with site.hall.work() as work:
        work.session.execute(text(BROKEN_FOR_5))
    with start():
        wait_until(lambda: site.health("fingerprint_reader").state == "ready")
        for page in (5, 3, 5, 4):
            glass.touch(page)
        wait_until(lambda: site.punches() == [3, 4])
        wait_until(lambda: site.health("fingerprint_reader").note == "stuck")
        assert "不影响别人打卡" in machine_state(site.health("fingerprint_reader"))
        assert len(list((tmp_path / "touches").glob("*.touch"))) == 2

        with site.hall.work() as work:
            work.session.execute(text("DROP TRIGGER broken_for_5"))
        wait_until(lambda: sorted(site.punches()) == [3, 4, 5, 5])
        wait_until(lambda: site.health("fingerprint_reader").note == "")
        assert not list((tmp_path / "touches").glob("*"))


def test_a_slip_wanted_while_nobody_is_connected_waits_and_comes_out_once(site, paper, start):
    site.want()
    wait_until(lambda: site.health("printer").fault is Fault.NO_AGENT)
    assert site.slips() == ["wanted"]

    with start():
        wait_until(lambda: site.slips() == ["printed"])
    assert len(paper.slips()) == 1


class SlowPrinter:
    """Prints when it is let; counts what came out."""

    def __init__(self):
        self.go, self.begun, self.printed = Event(), Event(), 0

    def check(self):
        return PaperState.PLENTY

    def print(self, page):
        self.begun.set()
        assert self.go.wait(PATIENCE_SECONDS)
        self.printed += 1
        return PrintProof.CONFIRMED


def test_a_slip_printed_while_the_server_restarts_is_known_to_be_out(site, start):
    printer = SlowPrinter()
    with start(printer):
        site.want()
        wait_until(printer.begun.is_set)
        site.close()
        printer.go.set()
        site.open()

        wait_until(lambda: site.slips() == ["printed"])
    assert printer.printed == 1


def test_a_slip_that_never_reached_the_printer_comes_out_after_the_restart(site, paper, start):
    site.want()
    with site.hall.work("printer") as work:
        take_up(work)  # and the power fails
    site.close()
    site.open()
    with start():
        wait_until(lambda: site.slips() == ["printed"])
    assert len(paper.slips()) == 1


def test_a_slip_is_in_doubt_when_the_power_failed_over_there_too(site, paper, start, tmp_path):
    site.want()
    with site.hall.work("printer") as work:
        job = job_of(take_up(work))
    PrintJobs(tmp_path / "jobs").begin(job)
    site.close()
    site.open()
    with start():
        wait_until(lambda: site.slips() == ["in_doubt"])
    assert not paper.slips()


def test_pads_and_cards_hang_over_there_too(site, start):
    with SimulatedPads() as line, SimulatedCardReader() as cards:
        pads, _ = pads_at(f"{line.url}", "1=1", "", "")
        reader = serial_card_reader(cards.url)
        with start(pads=pads, card_reader=reader):
            wait_until(lambda: site.health("call_pads").state == "ready")
            wait_until(lambda: site.health("id_card_reader").state == "ready")
            with site.hall.work() as work:
                window = window_by_name(work.session, "1")
                sit_down(work, window, staff_by_account(work.session, "bing"))
                issue_ticket(work, service_by_prefix(work.session, "A"), TicketRequest("kiosk"))
            line.press(1, 0x0C)
            wait_until(lambda: site.tickets() == ["called"])

            desk = site.application.app.extensions["app_context"].cards
            desk.wait_for_card("a")
            cards.lay("演示员甲", number_of())
            wait_until(lambda: desk.wait_for_card("a") is CardStage.READ)
            assert desk.card_for("a") == IdCard("演示员甲", number_of(), date(1960, 1, 1))
        pads.close()
        reader.close()


def test_a_key_that_nobody_heard_beeps_and_is_not_kept():
    beeps, words = [], [PadPress("1", PadKey.NEXT)]

    class Pads:
        def next_word(self, _seconds):
            return words.pop() if words else None

        def beep(self, window):
            beeps.append(window)

    ears = PadThread(HallServerClient("http://127.0.0.1:9", "x"), Pads())
    ears.round()
    ears.round()

    assert beeps == ["1"]


def test_a_key_arrives_once():
    pads = RemotePads(RpcChannel())

    assert pads.arrive("a", PadPress("1", PadKey.NEXT))
    assert not pads.arrive("a", PadPress("1", PadKey.NEXT))
    assert pads.next_word(0) == PadPress("1", PadKey.NEXT)
    with pytest.raises(MachineUnavailable):
        pads.next_word(0)


windows = st.text(st.characters(codec="utf-8", exclude_characters="\0"))
words = st.builds(PadPress, windows, st.sampled_from(PadKey), st.none() | st.integers(0, 9))
ratings = st.builds(PadRating, windows, st.integers(0, 255))
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=5,
)


@given(words | ratings)
def test_a_word_crosses_the_link_unchanged(word):
    assert word_from(json.loads(json.dumps(pad_word_answer(word)))) == word


@given(st.dictionaries(st.sampled_from(["window", "key", "digit", "grade"]), json_values))
def test_whatever_is_sent_as_a_word_is_taken_or_refused(told):
    with suppress(Malformed):
        word_from(told)


# Jobs


def test_a_job_is_printed_once_however_often_it_is_asked_for(tmp_path):
    printer = SlowPrinter()
    printer.go.set()
    actions = PrinterCalls(printer, PrintJobs(tmp_path)).all()
    asked = {"job": "1-2", "page": json.loads(trial_sheet("大厅", "今天", "").as_json())}

    assert actions["outcome"]({"job": "1-2"}) == {}
    for _ in range(3):
        assert actions["print"](asked) == {"proof": PrintProof.CONFIRMED}
    assert actions["outcome"]({"job": "1-2"}) == {"proof": PrintProof.CONFIRMED}
    assert printer.printed == 1


def test_a_job_that_surely_was_not_printed_may_be_tried_again(tmp_path):
    class Jammed(SlowPrinter):
        def print(self, page):
            raise MachineUnavailable(Fault.PAPER_OUT)

    jobs = PrintJobs(tmp_path)
    actions = PrinterCalls(Jammed(), jobs).all()
    asked = {"job": "1-2", "page": json.loads(trial_sheet("大厅", "今天", "").as_json())}

    told = answered(actions, "print", asked)
    assert (told["fault"], told["in_doubt"]) == (Fault.PAPER_OUT, False)
    assert jobs.known("1-2") is None


def test_a_disk_that_takes_no_job_lets_nothing_be_printed_and_says_so(tmp_path):
    printer = SlowPrinter()
    actions = PrinterCalls(printer, PrintJobs(tmp_path / "jobs")).all()
    asked = {"job": "1-2", "page": json.loads(trial_sheet("大厅", "今天", "").as_json())}
    (tmp_path / "jobs").rmdir()

    told = answered(actions, "print", asked)

    assert (told["fault"], told.get("in_doubt", False)) == (Fault.BROKEN, False)
    assert printer.printed == 0


def test_a_slip_that_came_out_is_told_even_if_the_disk_failed_meanwhile(tmp_path):
    class Last(SlowPrinter):
        def print(self, page):
            (tmp_path / "jobs" / "1-2.job.unfinished").mkdir()
            return super().print(page)

    printer = Last()
    printer.go.set()
    actions = PrinterCalls(printer, PrintJobs(tmp_path / "jobs")).all()
    asked = {"job": "1-2", "page": json.loads(trial_sheet("大厅", "今天", "").as_json())}

    assert answered(actions, "print", asked) == {"proof": PrintProof.CONFIRMED}
    assert actions["outcome"]({"job": "1-2"})["in_doubt"]  # and not printed a second time


@given(st.text(max_size=100))
def test_a_name_of_a_job_never_leads_out_of_its_folder(name):
    with TemporaryDirectory() as folder:
        jobs = PrintJobs(Path(folder) / "jobs")
        with suppress(ValueError):
            jobs.begin(name)
        assert {each.name for each in Path(folder).iterdir()} == {"jobs"}


# The link


@pytest.fixture
def certificate(tmp_path):
    """One that nobody vouches for, of another name, and long expired: as they are in halls."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "hall")])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(datetime(2020, 1, 1, tzinfo=UTC))
        .not_valid_after(datetime(2021, 1, 1, tzinfo=UTC))
        .sign(key, hashes.SHA256())
    )
    file = tmp_path / "hall.pem"
    file.write_bytes(made.public_bytes(Encoding.PEM))
    secret = tmp_path / "hall.key"
    secret.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    return file, secret


@pytest.fixture
def sealed(certificate):
    """A server that answers {} to anything, over TLS."""
    heard = []

    def answer(environ, start_response):
        heard.append(environ["HTTP_AUTHORIZATION"])
        start_response("200 OK", [("Content-Type", "application/json")])
        return [b"{}"]

    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*certificate)
    served = make_server("127.0.0.1", 0, answer, threaded=True, ssl_context=context)
    thread = Thread(target=served.serve_forever, args=(0.05,))
    thread.start()
    yield f"https://127.0.0.1:{served.port}", heard
    served.shutdown()
    thread.join()
    served.server_close()


def test_the_pinned_certificate_is_believed_and_no_other_hears_the_token(
    sealed, certificate, tmp_path
):
    url, heard = sealed
    assert HallServerClient(url, "secret", certificate[0]).post("/", {}) == {}
    assert heard == ["Bearer secret"]

    der = ssl.PEM_cert_to_DER_cert(certificate[0].read_text())
    other = tmp_path / "other.pem"
    other.write_text(ssl.DER_cert_to_PEM_cert(der[:-1] + bytes([der[-1] ^ 1])))
    for server in (HallServerClient(url, "secret", other), HallServerClient(url, "secret")):
        with pytest.raises(ServerAway) as caught:
            server.post("/", {})
        assert "secret" not in str(caught.value)
    assert heard == ["Bearer secret"]


def test_an_address_that_is_none_is_refused_in_a_sentence(tmp_path):
    (tmp_path / "no.pem").write_text("nothing")
    for url, file in (
        ("hall", None),
        ("http://[hall", None),
        ("http://hall", tmp_path),
        ("https://h", tmp_path / "no.pem"),
    ):
        with pytest.raises(WrongAddress) as refused:
            HallServerClient(url, "x", file)
        assert wrong_address(refused.value).endswith("。")


def test_a_fault_over_there_is_told_here_and_mended_without_a_restart(site, paper, start):
    with start():
        wait_until(lambda: site.health("printer").state == "ready")
        paper.paper_out = True
        site.want()
        wait_until(lambda: site.health("printer").fault is Fault.PAPER_OUT)

        paper.paper_out = False
        wait_until(lambda: site.slips() == ["printed"])
    assert len(paper.slips()) == 1


def test_a_finger_is_enrolled_over_there(site, glass, start):
    from hall.attendance import reader_jobs

    desk = next(each.desk for each in site.application.workers if hasattr(each, "desk"))
    with start():
        wait_until(lambda: site.health("fingerprint_reader").state == "ready")
        job = desk.hand_in("enrol", reader_jobs.enrol(2, "左手食指", 2, "staff:1"))

        def stage():
            return job.report.enrolling.stage if job.report and job.report.enrolling else None

        wait_until(lambda: stage() is EnrolStage.LAY)
        glass.hold(500)
        wait_until(lambda: stage() is EnrolStage.LIFT)
        glass.lift()
        wait_until(lambda: stage() is EnrolStage.LAY)
        glass.hold(500)
        wait_until(lambda: stage() is EnrolStage.LIFT)
        glass.lift()
        wait_until(lambda: stage() is EnrolStage.PROVE)
        glass.hold(500)
        wait_until(lambda: stage() is EnrolStage.STORED)

    with site.hall.read() as snapshot:
        assert snapshot.session.get(Finger, 0).staff_id == 2


def test_a_token_that_may_too_little_is_refused_and_no_touch_is_lost(site, tmp_path):
    server = HallServerClient(site.url, site.token(Scope.READ, "small"))
    spool = TouchSpool(tmp_path / "spool")
    spool.keep(Touch(3, 90), None)

    with pytest.raises(ServerRefused) as caught:
        server.post("/api/outpost/printer/next", {"told": {}, "wait": 0})

    assert (caught.value.status, caught.value.code) == (403, "ScopeTooSmall")
    assert len(list(spool.pending())) == 1


def test_nobody_at_the_address_is_away():
    with pytest.raises(ServerAway):
        HallServerClient("http://127.0.0.1:9", "x").post("/", {})


# The action itself


@pytest.fixture
def arrive(hall):
    from datetime import timedelta

    from hall.attendance.remote_touches import arrive

    def take(key: str, page: int | None = 3, seconds: float = 0, mark: str | None = None) -> bool:
        with hall.work("fingerprint_reader") as work:
            return arrive(work, key, Touch(page, 90), timedelta(seconds=seconds), mark)

    return take


def test_one_key_is_one_touch(hall, arrive):
    assert arrive("a")
    assert not arrive("a")
    assert arrive("b")

    with hall.read() as snapshot:
        assert len(snapshot.session.scalars(select(RemoteTouch)).all()) == 2
        assert len(snapshot.session.scalars(select(Punch)).all()) == 2


def test_a_late_touch_is_dated_when_the_finger_lay_there(hall, arrive, clock):
    arrive("a", seconds=3600)

    with hall.read() as snapshot:
        punch = snapshot.session.scalar(select(Punch))
        assert (clock.now - punch.at).total_seconds() == 3600
        assert punch.score == 90


def test_a_late_stranger_is_nothing_to_tell(hall, arrive):
    assert arrive("a", page=None, seconds=3600)


def test_a_touch_of_another_reader_is_refused(hall, arrive):
    from hall.attendance.trusted_reader import adopt

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
    spool = TouchSpool(tmp_path, now=map(float, count(1)).__next__)
    for page in range(5):
        spool.keep(Touch(page, 90), "m")
    first, *_ = again = list(TouchSpool(tmp_path).pending())

    assert [each.touch.page for each in again] == [0, 1, 2, 3, 4]
    spool.done(first.key)
    assert [each.touch.page for each in spool.pending()] == [1, 2, 3, 4]


@pytest.mark.parametrize("content", ["null", "[]", "{}", '{"page": 1}', "7", '"', ""])
@pytest.mark.parametrize("name", ["000000000000001-broken.touch", "000000000000002.touch"])
def test_a_file_that_says_nothing_keeps_no_touch_behind_it(tmp_path, name, content):
    spool = TouchSpool(tmp_path)
    (tmp_path / name).write_text(content)
    spool.keep(Touch(7, 90), "mark")

    assert [kept.touch for kept in spool.pending()] == [Touch(7, 90)]


def test_a_file_that_cannot_be_read_just_now_is_kept_and_keeps_none_behind_it(tmp_path):
    spool = TouchSpool(tmp_path)
    (tmp_path / "000000000000001-later.touch").mkdir()
    spool.keep(Touch(7, 90), "mark")
    got = []

    with pytest.raises(IsADirectoryError):
        got.extend(kept.touch for kept in spool.pending())

    assert got == [Touch(7, 90)]
    assert (tmp_path / "000000000000001-later.touch").exists()


def test_a_file_cut_short_is_thrown_away(tmp_path):
    spool = TouchSpool(tmp_path)
    (tmp_path / "000-x.touch").write_text('{"page": 3')

    assert list(spool.pending()) == []
    assert not list(tmp_path.glob("*.touch"))
