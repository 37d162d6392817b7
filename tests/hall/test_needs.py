"""What needs the director now: one list, the urgent first, and nothing where all is well."""

from dataclasses import replace

import pytest

from hall.disk_room import DiskRoom
from hall.events import BackupMade
from hall.failed_upgrade import FailedUpgrade
from hall.hours.actions import set_day
from hall.hours.calendar import DayKind, OfficeDay
from hall.issuing.tickets import TicketRequest, issue_ticket
from hall.line import calling, queries, seating
from hall.loudspeaker import VoiceState
from hall.machine_watch import MachineHealth
from hall.machines import Fault
from hall.needs.all_needs import needs_now
from hall.needs.need import NeedKind
from hall.needs.surroundings import Surroundings
from hall.people.queries import staff_by_account
from hall.screens.presence import ScreenPresence
from hall.screens.queries import newest_visible, screens
from hall.screens.screen_state import Heartbeat
from hall.settings import change_setting
from hall.slips import actions as slips
from office.need_acts import act_of
from web.sentences.needs import PRESSES, need_sentence, need_title

BACKED_UP = BackupMade(file="a.zip", folder="/", size_bytes=1, sha256="", rows=1, seq=1)
ROOMY = DiskRoom(90_000_000_000, 100_000_000_000)
FAULTY = MachineHealth("printer", "serial:///dev/ttyUSB0", fault=Fault.PAPER_OUT)


@pytest.fixture
def around(hall, clock) -> Surroundings:
    """A house in which all is well: every screen says so, the voice plays, a backup is of today."""
    with hall.work("system") as work:
        work.record(BACKED_UP)
    return Surroundings(
        presence=heard_all(hall, clock),
        version="1",
        machines=lambda: [MachineHealth("printer", "virtual:", since=clock())],
        voice=lambda: VoiceState(players=("main",)),
        disk=lambda: ROOMY,
    )


def heard_all(hall, clock, **of_each) -> ScreenPresence:
    presence = ScreenPresence()
    with hall.read() as snapshot:
        painted = newest_visible(snapshot.session).seq
        for screen in screens(snapshot.session):
            beat = Heartbeat(clock(), painted, frames=99, version="1", brightness=200)
            presence.hear(screen.name, replace(beat, **of_each))
    return presence


def needs(hall, around):
    with hall.read() as snapshot:
        found = needs_now(snapshot, around, staff_by_account(snapshot.session, "jia"))
        for need in found:
            assert need_title(need)
            assert need_sentence(need)
            act = act_of(need)
            assert act is None or PRESSES[act.press]
        return found


def kinds(hall, around) -> list[NeedKind]:
    return [need.kind for need in needs(hall, around)]


def take(work, prefix="A"):
    service = queries.service_by_prefix(work.session, prefix)
    return issue_ticket(work, service, TicketRequest("kiosk"))


def test_where_all_is_well_there_is_nothing(hall, around):
    assert kinds(hall, around) == []


def test_each_thing_of_the_house_is_a_need_of_its_own(hall, clock, around):
    clock.advance(days=3)  # without a backup
    with hall.read() as snapshot:
        count = len(screens(snapshot.session))
    assert count
    broken = replace(
        around,
        presence=heard_all(hall, clock, brightness=0, frames=0),
        machines=lambda: [FAULTY, replace(FAULTY, fault=None, since=clock(), note="near_end")],
        voice=lambda: VoiceState(unheard=frozenset({1})),
        disk=lambda: DiskRoom(1, 100_000_000_000),
    )

    assert kinds(hall, broken) == [
        NeedKind.DISK, NeedKind.MACHINE_LOST, NeedKind.UNHEARD, *[NeedKind.SCREEN] * count,
        NeedKind.PAPER_LOW, NeedKind.BACKUP,
    ]  # fmt: skip


def test_an_upgrade_that_failed_is_told_with_what_runs_now(hall, clock, around):
    failed = FailedUpgrade("2.0", "1.0", clock(), "timeout", "first line\nlast line")

    (need,) = needs(hall, replace(around, upgrade=lambda: failed))

    assert (need.kind, need.since) == (NeedKind.UPGRADE, clock())
    for told in ("2.0", "1.0", "两分钟", "last line"):
        assert told in need_sentence(need)


def test_a_screen_that_shows_the_wrong_thing_is_mended_by_one_press(hall, clock, around):
    black = replace(around, presence=heard_all(hall, clock, frames=0))

    (first, *_) = needs(hall, black)

    act = act_of(first)
    assert act is not None
    assert (act.is_form, act.endpoint, act.values["order"]) == (
        True, "office_screens.order", "reload",
    )  # fmt: skip


def test_long_waits_are_told_by_service_with_the_longest(hall, clock, around):
    with hall.work("kiosk") as work:
        change_setting(work, "long_wait_minutes", "30")
        first = take(work).number
        seating.sit_down(
            work, queries.window_by_name(work.session, "1"), staff_by_account(work.session, "bing")
        )
    clock.advance(minutes=10)
    with hall.work("kiosk") as work:
        take(work)
    clock.advance(minutes=19)
    assert NeedKind.LONG_WAIT not in kinds(hall, around)
    clock.advance(minutes=2)

    (need,) = [need for need in needs(hall, around) if need.kind is NeedKind.LONG_WAIT]

    assert [ticket.number for ticket in need.said["tickets"]] == [first]
    assert "最久的等了 31 分钟" in need_sentence(need)


def test_while_the_clock_is_doubted_no_wait_and_no_backup_is_judged(hall, clock, around):
    with hall.work("kiosk") as work:
        take(work)
    clock.jump(days=5)

    found = kinds(hall, around)

    assert NeedKind.CLOCK in found
    assert not {NeedKind.LONG_WAIT, NeedKind.BACKUP} & set(found)


def test_a_slip_that_may_be_out_is_printed_again_by_one_press_one_delayed_comes_itself(
    hall, around
):
    with hall.work("kiosk") as work:
        doubtful, delayed = take(work).id, take(work).id
    with hall.work("printer") as work:
        slips.may_be_out(work, slips.latest_slip(work.session, doubtful), Fault.PAPER_OUT)
        slips.stayed_in(work, slips.latest_slip(work.session, delayed), Fault.PAPER_OUT)

    found = {need.kind: need for need in needs(hall, around)}

    act = act_of(found[NeedKind.SLIP_IN_DOUBT])
    assert (act.is_form, act.place) == (True, {"ticket_id": doubtful})
    assert not act_of(found[NeedKind.SLIPS_DELAYED]).is_form


def test_at_night_and_on_a_day_off_a_dark_screen_needs_nobody(hall, clock, around):
    clock.advance(minutes=5)  # nobody has heard from them since
    assert NeedKind.SCREEN in kinds(hall, around)
    with hall.work("staff:1") as work:
        change_setting(work, "keep_hours", "yes")
        set_day(work, work.today, OfficeDay(DayKind.REST, None, "停电"))

    assert NeedKind.SCREEN not in kinds(hall, around)


def test_a_called_number_without_a_sign_is_told(hall, clock, around):
    with hall.work("staff:3") as work:
        window = queries.window_by_name(work.session, "1")
        seating.sit_down(work, window, staff_by_account(work.session, "bing"))
        take(work)
        calling.call_next(work, window)
    clock.advance(minutes=11)

    assert NeedKind.SILENT_CALL in kinds(hall, around)


def test_whom_nobody_can_call_is_told_once(hall, clock, around):
    with hall.work("kiosk") as work:
        take(work)
    clock.advance(hours=1)

    found = kinds(hall, around)

    assert NeedKind.UNATTENDED in found
    assert NeedKind.LONG_WAIT not in found
