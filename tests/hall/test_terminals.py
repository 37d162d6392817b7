"""Terminals' records: read with clear errors, taken up once, nobody's dropped."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import event, select

from hall.attendance.model import Punch
from hall.attendance.punching import ToldPunch, write_punches
from hall.clock import HALL_ZONE
from hall.events import Punched, TerminalRead
from hall.terminals.actions import (
    BATCH,
    admit_terminal,
    assign,
    sort,
    take_up,
    terminal_of,
    waiting_pins,
)
from hall.terminals.attlog import NoAttLog, read_attlog
from hall.terminals.attlog_row import AttLogRow
from hall.terminals.batches import assign_in_batches, take_up_in_batches
from hall.terminals.model import TerminalRecord
from hall.terminals.pushing import TerminalPush, seen, take_up_push

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
LINE = "        1\t2026-11-23 08:01:05\t1\t0\t1\t0"
AT = datetime(2026, 11, 23, 0, 1, 5, tzinfo=UTC)


def read(text: str, **more):
    return read_attlog(text.encode(), NOW, **more)


@pytest.mark.parametrize("end", ["\r\n", "\n", ""])
@pytest.mark.parametrize("start", ["", "\ufeff", "\r\n\r\n"])
def test_a_line_of_the_facts_is_a_punch(start, end):
    log = read(start + LINE + end)

    assert log.rows == (AttLogRow("1", AT),)
    assert log.bad == ()


@pytest.mark.parametrize(
    "line",
    [
        "1\t2026/11/23 08:01:05",
        "1,2026-11-23 08:01:05,1,0",
        "1;2026-11-23;08:01:05",
        '"1","2026-11-23 08:01:05"',
        "1 2026-11-23 08:01:05 1 0",
        "1\t2026-11-23T08:01:05",
        "1\t2026-11-23\t08:01:05\t1",
        "1\t张三\t2026.11.23 8:01:05",
    ],
)
def test_the_separators_and_dates_of_the_usual_exports_are_understood(line):
    assert read(line).rows == (AttLogRow("1", AT),)


def test_a_time_without_seconds_is_the_full_minute():
    assert read("1,2026/11/23 8:01").rows == (AttLogRow("1", AT.replace(second=0)),)


@pytest.mark.parametrize("encoding", ["utf-8", "gbk", "utf-16"])
def test_the_heading_of_another_makers_file_says_where_the_number_is(encoding):
    text = (
        "No\tTMNo\tEnNo\tName\tINOUT\tMode\tDateTime\r\n"
        "000001\t1\t000000001\t张三      \t1\t33\t2026/11/23  08:01:05\r\n"
        "000002\t1\t000000020\t\t1\t33\t2026/11/23  08:01:05\r\n"
    )

    log = read_attlog(text.encode(encoding), NOW)

    assert log.rows == (AttLogRow("1", AT), AttLogRow("20", AT))
    assert log.bad == ()


def test_the_extended_form_tells_the_serial_number_and_ends_with_a_checksum():
    log = read(f"3392840\r\n{LINE}\r\n51234\r\n")

    assert (log.serial, log.rows, log.bad) == ("3392840", (AttLogRow("1", AT),), ())


def test_a_fast_clock_is_set_right():
    assert read(LINE, ahead=timedelta(seconds=65)).rows[0].at == AT - timedelta(seconds=65)


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("1", "columns"),
        ("no one!\t2026-11-23 08:01:05", "pin"),
        ("1\t2026-13-23 08:01:05", "time"),
        ("1\t0001-01-01 00:00:00", "time"),
        ("1\t9999-12-31 23:59:59\t1", "time"),
        ("1\t2026-11-23 08:01:05\t" + "x" * 500, "long"),
        ("1\t23/11/2026 08:01:05", "time"),
        ("1\t2026-11-23 08:01:99", "time"),
        ("3,1,7,2026-11-23 08:01:05", "pin"),  # which of the three?
    ],
)
def test_a_bad_line_is_told_with_its_number_and_the_others_are_kept(line, why):
    log = read(f"{LINE}\n\n{line}\n{LINE.replace('1', '2', 1)}")

    assert [(row.line, row.why) for row in log.bad] == [(3, why)]
    assert len(log.rows) == 2


@pytest.mark.parametrize(
    "content", [b"\x00\x01\x02" * 100, b"hello\nworld", b"\x89PNG\r\n\x1a\n.."]
)
def test_a_file_of_another_kind_is_refused(content):
    with pytest.raises(NoAttLog):
        read_attlog(content, NOW)


@pytest.mark.bad_day("上传坏的考勤机文件", "读得了就收，否则不收，从不出错")
@given(st.binary(max_size=300))
def test_whatever_the_file_holds_it_is_read_or_refused(content):
    try:
        log = read_attlog(content, NOW, timedelta(days=2))
    except NoAttLog:
        return
    assert len(log.rows) + len(log.bad) <= content.count(b"\n") + content.count(b"\r") + 300


def rows(*minutes: int, pin: str = "7"):
    return [AttLogRow(pin, AT - timedelta(days=700) + timedelta(minutes=each)) for each in minutes]


def punches(hall):
    with hall.read() as snapshot:
        return [(p.staff_id, p.way, p.repeated) for p in snapshot.session.scalars(select(Punch))]


def test_a_log_taken_up_twice_makes_its_punches_once(hall, facts):
    with hall.work("staff:1") as work:
        assign(work, "7", 3)
        take_up(work, "T1", rows(0, 10))
    with hall.work("staff:1") as work:
        again = take_up(work, "T1", rows(10, 0, 20))

    assert (len(again.new), again.known) == (1, 2)
    assert punches(hall) == [(3, "terminal", False)] * 3
    told = [fact for fact in facts() if isinstance(fact, TerminalRead)]
    assert [fact.records for fact in told] == [2, 1]


def test_looking_changes_nothing(hall):
    with hall.read() as snapshot:
        found = sort(snapshot.session, rows(0, 1, pin="9"))

    assert found.unknown_pins == {"9": 2}
    assert punches(hall) == []


def test_records_of_an_unknown_number_wait_until_somebody_says_whose_it_is(hall):
    with hall.work("staff:1") as work:
        take_up(work, "T1", rows(0, 10, pin="9"))
    with hall.read() as snapshot:
        assert waiting_pins(snapshot.session) == {"9": 2}
    assert punches(hall) == []

    with hall.work("staff:1") as work:
        assert assign(work, "9", 4) == 2
    assert punches(hall) == [(4, "terminal", False)] * 2
    with hall.read() as snapshot:
        assert waiting_pins(snapshot.session) == {}


def test_a_second_touch_within_a_minute_counts_once(hall):
    with hall.work("staff:1") as work:
        assign(work, "7", 3)
        start = AT - timedelta(days=700)
        take_up(work, "T1", [AttLogRow("7", start + timedelta(seconds=each)) for each in (0, 20)])

    assert [repeated for _, _, repeated in punches(hall)] == [False, True]


def test_the_same_log_under_another_name_is_the_same_log(hall):
    with hall.work("staff:1") as work:
        assign(work, "7", 3)
        take_up(work, "T1", rows(0, 10))
    with hall.work("staff:1") as work:
        again = take_up(work, "usb", rows(0, 10))

    assert (len(again.new), again.known) == (0, 2)
    assert len(punches(hall)) == 2


def write_something(hall):
    with hall.work("visitor"):
        return True


def test_others_write_between_the_batches_of_a_large_log(hall):
    let_in = []
    many = rows(*range(2 * BATCH + 1), pin="9")

    new = take_up_in_batches(
        hall, "staff:1", "T1", many, between=lambda: let_in.append(write_something(hall))
    )

    assert new == 2 * BATCH + 1
    assert len(let_in) == 3
    let_in.clear()
    became = assign_in_batches(
        hall, "staff:1", "9", 4, between=lambda: let_in.append(write_something(hall))
    )
    assert (became, len(let_in)) == (2 * BATCH + 1, 2)
    assert punches(hall) == [(4, "terminal", False)] * new


def test_others_write_between_the_batches_of_a_large_push(hall):
    let_in = []
    with hall.work("staff:1") as work:
        assign(work, "7", 3)
        admit_terminal(work, "T1", "后门", 0)
    told = [pushed(row) for row in rows(*range(BATCH + 1))]
    rubbish = [f"rubbish {number}" for number in range(BATCH + 1)]
    push = TerminalPush("T1", "\n".join(told + rubbish).encode(), "41")

    lines = take_up_push(hall, "terminal", push, lambda: let_in.append(write_something(hall)))

    assert (lines, len(let_in), len(punches(hall))) == (2 * BATCH + 2, 4, BATCH + 1)
    assert stamp(hall, "T1") == "41"


def test_a_push_that_is_broken_off_is_not_answered_and_comes_again_whole(hall):
    with hall.work("staff:1") as work:
        assign(work, "7", 3)
        admit_terminal(work, "T1", "后门", 0)
    told = [pushed(row) for row in rows(*range(BATCH + 100))]
    push = TerminalPush("T1", "\n".join(told).encode(), "42")

    def power_cut() -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        take_up_push(hall, "terminal", push, power_cut)
    assert (len(punches(hall)), stamp(hall, "T1")) == (BATCH, "0")

    assert take_up_push(hall, "terminal", push, lambda: None) == len(told)
    assert (len(punches(hall)), stamp(hall, "T1")) == (len(told), "42")


def pushed(row: AttLogRow) -> str:
    return f"{row.pin}\t{row.at.astimezone(HALL_ZONE):%Y-%m-%d %H:%M:%S}\t0"


def stamp(hall, serial: str) -> str:
    with hall.read() as snapshot:
        return terminal_of(snapshot.session, serial).stamp


def test_a_batch_is_asked_for_and_written_at_once(hall):
    """However many rows: three milliseconds a row held up the whole hall."""
    with hall.work("staff:1") as work:
        assign(work, "7", 3)
    counts = [
        statements(hall, rows(*range(first, first + many))) for first, many in ((0, 2), (500, 200))
    ]

    assert counts[0] == counts[1]


def statements(hall, told):
    heard = []
    with hall.work("staff:1") as work:
        engine = work.session.get_bind()
        event.listen(engine, "before_cursor_execute", lambda *_: heard.append(1))
        take_up(work, "T1", told)
        work.session.flush()
    return len(heard)


def test_punches_told_late_are_measured_by_those_already_there(hall):
    start = AT - timedelta(days=700)
    with hall.work("staff:1") as work:
        write_punches(work, told_by("pin", start, 30, 300))
        late = write_punches(work, told_by("terminal", start, 310, 0, 45, 200))

        assert [punch.repeated for punch in late] == [False, True, False, True]


def told_by(way: str, start: datetime, *seconds: int) -> list[ToldPunch]:
    return [
        ToldPunch(staff_id=3, at=start + timedelta(seconds=after), way=way) for after in seconds
    ]


def test_every_punch_of_a_terminal_is_told_to_the_journal_with_its_own_moment(hall, facts):
    with hall.work("staff:1") as work:
        assign(work, "7", 3)
        take_up(work, "T1", rows(0, 10))

    told = [fact for fact in facts() if isinstance(fact, Punched)]
    assert [(fact.staff_id, fact.way) for fact in told] == [(3, "terminal")] * 2
    assert [datetime.fromisoformat(fact.at) for fact in told] == [row.at for row in rows(0, 10)]


def test_a_file_whose_statuses_are_all_255_is_read_by_its_times():
    log = read("\n".join(f"{pin}\t2026-11-23 08:0{pin}:05\t1\t255\t15\t0" for pin in (1, 2)))

    assert [(row.pin, row.set_aside) for row in log.rows] == [("1", ""), ("2", "")]


@pytest.mark.parametrize(
    ("told", "doubt"),
    [
        ("1970-01-01 00:03:00", "ancient"),
        ("2000-01-01 00:00:00", "ancient"),
        ("2099-11-23 08:01:05", "future"),
        ("2026-11-23 10:02:01", "future"),
        ("2026-11-23 10:02:00", ""),
    ],
)
def test_a_terminal_whose_clock_is_wrong_is_taken_up_and_not_believed(hall, told, doubt):
    log = read(f"{LINE}\n7\t{told}\t1")
    with hall.work("staff:1") as work:
        assign(work, "7", 3)
        take_up(work, "T1", log.rows)

    assert (log.rows[1].set_aside, log.bad) == (doubt, ())
    with hall.read() as snapshot:
        assert [punch.set_aside for punch in snapshot.session.scalars(select(Punch))] == [doubt]


@pytest.mark.parametrize("begins", ["1970-01-01 08:00:40", "2000-01-01 00:00:40"])
def test_a_terminal_that_lost_its_power_twice_tells_two_punches_of_one_second(hall, begins):
    rows = read(f"1\t{begins}\n{LINE}\n1\t{begins}\n{LINE}").rows
    with hall.work() as work:
        assign(work, "1", 3)
        take_up(work, "T1", rows)
        again = take_up(work, "T1", rows)
        told = work.session.scalars(select(Punch).where(Punch.way == "terminal")).all()

    assert sorted(punch.set_aside for punch in told) == ["", "ancient", "ancient"]
    assert (again.known, list(again.new)) == (3, [])


def test_nothing_is_ahead_of_a_hall_whose_own_clock_is_doubted():
    assert read_attlog(LINE.encode(), None).rows[0].set_aside == ""


def test_what_waits_for_its_owner_keeps_why_it_is_not_believed(hall):
    with hall.work("staff:1") as work:
        take_up(work, "T1", read("9\t1970-01-01 00:03:00").rows)
        assign(work, "9", 4)

    with hall.read() as snapshot:
        assert snapshot.session.scalar(select(Punch.set_aside)) == "ancient"


def test_a_moment_that_is_not_believed_repeats_nothing(hall):
    start = AT - timedelta(days=700)
    with hall.work("staff:1") as work:
        write_punches(work, [ToldPunch(staff_id=3, at=start, way="terminal", set_aside="jump")])
        (later,) = write_punches(work, told_by("pin", start, 10))

    assert not later.repeated


def test_the_same_punches_by_stick_and_by_push_are_the_same(hall):
    text = "\n".join(f"7\t2025-03-03 08:0{minute}:05\t1\t255" for minute in (3, 1, 2))
    with hall.work("staff:1") as work:
        assign(work, "7", 3)
        admit_terminal(work, "T1", "后门", 0)
    take_up_push(hall, "terminal", TerminalPush("T1", text.encode(), "1"), lambda: None)
    pushed_first = punches(hall)

    again = take_up_in_batches(hall, "staff:1", "usb", read(text).rows, lambda: None)

    assert (again, len(pushed_first), punches(hall)) == (0, 3, pushed_first)


def push_once(hall, at):
    told = pushed(AttLogRow("7", at))
    take_up_push(hall, "terminal", TerminalPush("T1", told.encode(), "1"), lambda: None)


def ask(hall, clock, *, minutes):
    """It asks for work every minute, as long as it is in touch."""
    for _ in range(minutes):
        clock.advance(minutes=1)
        with hall.work("terminal") as work:
            seen(work, "T1")


def test_a_clock_that_jumps_between_two_pushes_is_seen_and_a_backlog_is_not_one(hall, clock):
    with hall.work("staff:1") as work:
        admit_terminal(work, "T1", "门口", 0)
        assign(work, "7", 3)
    push_once(hall, clock.now - timedelta(hours=9))  # gathered before it was in touch at all
    ask(hall, clock, minutes=90)
    push_once(hall, clock.now - timedelta(seconds=20))
    push_once(hall, clock.now - timedelta(hours=1))  # its clock was set back an hour
    clock.advance(minutes=30)  # the network is away, and somebody punches
    push_once(hall, clock.now - timedelta(minutes=20))
    ask(hall, clock, minutes=2)
    push_once(hall, clock.now - timedelta(minutes=21))  # the rest of what it gathered

    with hall.read() as snapshot:
        records = snapshot.session.scalars(select(TerminalRecord).order_by(TerminalRecord.id))
        assert [record.set_aside for record in records] == ["", "", "jump", "", ""]


def test_while_the_halls_own_clock_is_doubted_no_terminal_is_late(hall, clock):
    with hall.work("staff:1") as work:
        admit_terminal(work, "T1", "门口", 0)
    ask(hall, clock, minutes=90)
    clock.jump(minutes=-30)
    push_once(hall, clock.now - timedelta(minutes=20))

    with hall.read() as snapshot:
        (record,) = snapshot.session.scalars(select(TerminalRecord))
        assert record.set_aside == ""
