"""The opening check: once a day before the hall opens, late where the power was off, and honest
about what nobody can know."""

from dataclasses import dataclass, field, replace
from datetime import date, time, timedelta

import pytest

from hall.disk_room import DiskRoom
from hall.events import BackupMade, OpeningChecked, SoundConfirmed
from hall.hours import actions as hours
from hall.hours.calendar import DayKind, OfficeDay
from hall.hours.timetable import Half, OpeningSpan
from hall.line import queries
from hall.loudspeaker import VoiceState
from hall.machine_watch import MachineHealth
from hall.machines import Fault, PaperState, Sheet
from hall.needs.surroundings import Surroundings
from hall.opening_check.due_check import NoCheckWhy, due_check, latest_checks
from hall.opening_check.findings import CheckedPart, Standing
from hall.opening_check.keeping_checks import confirm_sound, read_findings
from hall.opening_check.opening_checker import MOST_LOOKS, OpeningChecker
from hall.screens.presence import ScreenPresence
from hall.settings import change_setting
from hall.slips.model import PaperSlip
from tests.conftest import MORNING
from web.check_slip import check_sheet_of
from web.sentences.opening_check import check_verdict, finding_sentence, finding_title

NINE = MORNING - timedelta(minutes=30)
PRINTER = MachineHealth("printer", "virtual:", since=NINE, note=PaperState.PLENTY)


@dataclass
class ToldVoice:
    """A voice that plays when the test says so."""

    said: list[str] = field(default_factory=list)
    state: VoiceState = VoiceState(players=("main",))

    def say(self, name: str) -> None:
        self.said.append(name)


BACKED_UP = BackupMade(file="a.zip", folder="/", size_bytes=1, sha256="", rows=1, seq=1)


@pytest.fixture
def voice() -> ToldVoice:
    return ToldVoice()


@pytest.fixture
def around(hall, clock, voice) -> Surroundings:
    with hall.work("system") as work:
        work.record(BACKED_UP)
    return Surroundings(
        presence=ScreenPresence(),
        version="1",
        machines=lambda: [PRINTER],
        voice=lambda: voice.state,
        disk=lambda: DiskRoom(90_000_000_000, 100_000_000_000),
        clock_set=clock,
    )


@pytest.fixture(autouse=True)
def _kept_hours(hall):
    """Nine to five on every working day."""
    spans = {
        Half.MORNING: OpeningSpan(time(9), time(12)),
        Half.AFTERNOON: OpeningSpan(time(14), time(17)),
    }
    week = {(day, half): span for day in range(5) for half, span in spans.items()}
    with hall.work("staff:1") as work:
        change_setting(work, "keep_hours", "yes")
        hours.set_week(work, None, week)
        for window in queries.windows(work.session):
            hours.set_week(work, window, {})


def checker(hall, around, voice) -> OpeningChecker:
    return OpeningChecker(hall, around, voice, check_sheet_of(lambda: "测试大厅"), prints=True)


def run_through(one: OpeningChecker, clock, voice, *, heard=True) -> None:
    one.look_once()
    if one.running and heard:
        voice.state = replace(voice.state, last_heard=clock())
    for _ in range(MOST_LOOKS + 2):
        if one.running:
            one.look_once()


def checks(hall):
    with hall.read() as snapshot:
        return [(row.day, row.asked, row.late) for row in latest_checks(snapshot.session)]


def found(hall) -> dict[CheckedPart, Standing]:
    with hall.read() as snapshot:
        return {one.part: one.standing for one in read_findings(latest_checks(snapshot.session)[0])}


def papers(hall) -> list[Sheet]:
    with hall.read() as snapshot:
        kept = snapshot.session.query(PaperSlip).filter(PaperSlip.sheet.is_not(None))
        return [Sheet.from_json(slip.sheet) for slip in kept]


def tomorrow_at(clock, hour: int, minute: int) -> None:
    """Tuesday."""
    clock.now = MORNING + timedelta(days=1, hours=hour - 9, minutes=minute - 30)


def test_half_an_hour_before_opening_it_is_done_once(hall, clock, around, voice):
    one = checker(hall, around, voice)
    tomorrow_at(clock, 8, 29)
    run_through(one, clock, voice)
    assert checks(hall) == []

    tomorrow_at(clock, 8, 30)
    for _ in range(3):
        run_through(one, clock, voice)

    assert checks(hall) == [(date(2025, 3, 4), False, False)]
    assert voice.said == ["test"]
    (paper,) = papers(hall)
    assert paper.title == "开门检查"


def test_a_server_that_was_off_does_it_late_and_says_so(hall, clock, around, voice, facts):
    tomorrow_at(clock, 8, 30)
    checker(hall, around, voice).look_once()  # the power fails while it waits for the sound
    assert checks(hall) == []
    tomorrow_at(clock, 10, 0)

    run_through(checker(hall, around, voice), clock, voice)
    run_through(checker(hall, around, voice), clock, voice)  # and is off once more

    assert checks(hall) == [(date(2025, 3, 4), False, True)]
    (told,) = [fact for fact in facts() if isinstance(fact, OpeningChecked)]
    assert told.late


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (lambda work: change_setting(work, "opening_check_minutes", "0"), NoCheckWhy.NEVER),
        (lambda work: change_setting(work, "keep_hours", "no"), NoCheckWhy.NO_HOURS),
        (
            lambda work: hours.set_day(
                work, date(2025, 3, 4), OfficeDay(DayKind.REST, None, "停电")
            ),
            NoCheckWhy.CLOSED,
        ),
    ],
)
def test_it_says_why_it_does_not_come_by_itself(hall, clock, around, voice, change, why):
    with hall.work("staff:1") as work:
        change(work)
    tomorrow_at(clock, 8, 40)

    with hall.read() as snapshot:
        assert due_check(snapshot).why_not is why
    run_through(checker(hall, around, voice), clock, voice)
    assert checks(hall) == []


def test_while_the_clock_is_doubted_nothing_comes_by_the_hour(hall, clock, around, voice):
    tomorrow_at(clock, 6, 0)
    with hall.work() as work:
        work.record(OpeningChecked(day="2025-03-03", troubles=[], unknown=[]))
    clock.jump(hours=3)

    with hall.read() as snapshot:
        assert due_check(snapshot).why_not is NoCheckWhy.CLOCK


def test_a_manager_asks_for_it_at_any_time_and_the_mornings_comes_all_the_same(
    hall, clock, around, voice
):
    one = checker(hall, around, voice)
    tomorrow_at(clock, 7, 0)
    one.ask("staff:1")
    assert one.is_busy
    run_through(one, clock, voice)
    assert not one.is_busy
    tomorrow_at(clock, 8, 30)
    run_through(one, clock, voice)

    day = date(2025, 3, 4)
    assert checks(hall) == [(day, False, False), (day, True, False)]


def test_a_sound_that_no_screen_reports_is_trouble_until_somebody_heard_it(
    hall, clock, around, voice, facts
):
    one = checker(hall, around, voice)
    one.ask("staff:1")
    run_through(one, clock, voice, heard=False)
    assert found(hall)[CheckedPart.VOICE] is Standing.TROUBLE

    for _ in range(2):
        with hall.work("staff:1") as work:
            confirm_sound(work)

    assert [type(fact) for fact in facts()].count(SoundConfirmed) == 1


def test_what_nobody_can_know_is_never_told_as_well(hall, clock, around, voice):
    mute = replace(PRINTER, note=PaperState.NO_ANSWER)
    one = checker(hall, replace(around, machines=lambda: [mute]), voice)
    one.ask("staff:1")
    run_through(one, clock, voice)

    assert found(hall)[CheckedPart.PRINTER] is Standing.UNKNOWN
    assert found(hall)[CheckedPart.PAPER] is Standing.UNKNOWN


def test_without_paper_no_slip_is_wanted_and_the_paper_alone_is_in_trouble(
    hall, clock, around, voice
):
    empty = replace(PRINTER, fault=Fault.PAPER_OUT)
    one = checker(hall, replace(around, machines=lambda: [empty]), voice)
    one.ask("staff:1")
    run_through(one, clock, voice)

    assert found(hall)[CheckedPart.PAPER] is Standing.TROUBLE
    assert found(hall)[CheckedPart.PRINTER] is Standing.WELL
    assert papers(hall) == []


def test_every_finding_has_its_words(hall, clock, around, voice):
    broken = replace(
        around,
        machines=lambda: [
            replace(PRINTER, fault=Fault.ABSENT), MachineHealth("fingerprint_reader", "x"),
        ],
        disk=lambda: DiskRoom(1, 10),
    )  # fmt: skip
    one = checker(hall, broken, voice)
    one.ask("staff:1")
    run_through(one, clock, voice, heard=False)

    with hall.read() as snapshot:
        told = read_findings(latest_checks(snapshot.session)[0])
    for finding in told:
        assert finding_title(finding)
        assert "{" not in finding_sentence(finding, {})
    assert check_verdict(told).startswith("有")
