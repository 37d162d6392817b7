"""From facts to messages: the right ones, in the journal's order, with no gap unseen."""

import logging
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from announcer import vocabulary as say
from announcer.fact_mapping import latest_of_each, message_for
from announcer.screen_connections import RoomStates, ScreenConnections
from announcer.vocabulary import MESSAGES, Room
from hall import events
from hall.attendance.work_times.duty_roster import put_on_duty
from hall.attendance.work_times.timetables import add_timetable
from hall.events import KINDS
from hall.issuing.tickets import TicketRequest, issue_ticket
from hall.line import calling
from hall.line.queries import at_window, service_by_prefix, window_by_name
from hall.people.queries import staff_in_use
from tests.hall.attendance.office_times import NIGHT
from tests.hall.telling import follow
from tests.waiting import wait_until
from web.known_devices import place_on_the_wire

CALLED = events.TicketCalled(1, "A001", "A", "2", 1)
SAID = [
    (CALLED, say.TicketCalled("A001", "A", "2", 1)),
    (events.TicketCalled(1, "A001", "A", "2", 2, 7.5), say.LineChanged("A")),
    (events.TicketIssued(1, "A001", "A", "api"), say.LineChanged("A")),
    (events.TicketServed(1, "A001", "A", "2"), say.LineChanged("A")),
    (events.TicketFinished(1, "A001", "A", "2"), say.LineChanged("A")),
    (events.TicketMissed(1, "A001", "A", "2"), say.LineChanged("A")),
    (events.TicketReturned(1, "A001", "A", "2"), say.LineChanged("A")),
    (events.TicketParked(1, "A001", "A", "2"), say.LineChanged("A")),
    (events.TicketResumed(1, "A001", "A", "2"), say.LineChanged("A")),
    (events.TicketTransferred(1, "A001", "B", "A"), say.LineChanged("B", came_from="A")),
    (events.TicketCancelled(1, "A001", "A"), say.LineChanged("A")),
    (events.TicketLeft(1, "A001", "A"), say.LineChanged("A")),
    (
        events.VisitClosed(1, "A001", "A", "2", "serving", "finished", None),
        say.LineChanged("A"),
    ),
    (events.TicketReadmitted(1, "A001", "A", 7), say.LineChanged("A")),
    (events.TicketWentOn(1, "A001", "B", "A", "2", stays=True), say.LineChanged("B", "A")),
    (events.FurtherAdded(1, "A001", "A", "B"), say.LineChanged("A")),
    (events.StepUndone(1, "A001", "A", 7), say.LineChanged("A")),
    (events.StepUndone(1, "A001", "A", 7, "B"), say.LineChanged("A", came_from="B")),
    (events.WindowTaken("2", 3), say.WindowsChanged()),
    (events.WindowPaused("2", "开会"), say.WindowsChanged()),
    (events.WindowCovered("2", "6"), say.WindowsChanged()),
    (events.ServiceChanged("A", "社保"), say.WindowsChanged()),
    (events.WindowChanged("2", "AB"), say.WindowsChanged()),
    (events.WindowRenamed("2", "3"), say.WindowsChanged()),
    (events.EntryNamed("priority", 5, "军人"), say.WindowsChanged()),
    (events.EntryMoved("window", 2, 0), say.WindowsChanged()),
    (events.EntryRetired("window", 2, "2"), say.WindowsChanged()),
    (events.EntryBroughtBack("window", 2, "2"), say.WindowsChanged()),
    (events.EntryDeleted("window", 2, "2"), say.WindowsChanged()),
    (events.TicketHandedOver(1, "A001", "A", "2", "1"), say.LineChanged(service="A")),
    (events.TicketCorrected(1, "A001", "A", 2, help=False), say.LineChanged(service="A")),
    (events.SkillsChanged(3, "AB"), say.WindowsChanged()),
    (events.RightsChanged(3, may_choose=False), say.WindowsChanged()),
    (events.PriorityChanged(1, "老年人", in_use=True), say.WindowsChanged()),
    (events.HoursChanged("3"), say.SettingsChanged()),
    (events.QuotaChanged("A", "morning", 20), say.SettingsChanged()),
    (events.CalendarChanged("2027-01-01", "hall"), say.SettingsChanged()),
    (events.RotaChanged(3, "2027-01-01"), say.SettingsChanged()),
    (events.GroupChanged(1, "窗口", exempt=False, head=None), say.SettingsChanged()),
    (events.GroupJoined(3, 1, "2027-01-01"), say.SettingsChanged()),
    (events.TimetableKept(1, "冬季作息", []), say.SettingsChanged()),
    (events.TimetableUsed(1, "冬季作息", 1, None, "2027-01-01", None), say.SettingsChanged()),
    (events.TimetableUseEnded(1, "冬季作息", 1, None, "2027-01-01", None), say.SettingsChanged()),
    (events.LocalHolidayChanged(1, "三八", "2027-03-08", "2027-03-08"), say.SettingsChanged()),
    (events.SlipWanted(1, "A001"), say.SlipChanged("A001")),
    (events.SlipPrinted(1, "A001", "confirmed"), say.SlipChanged("A001")),
    (events.SlipDelayed(1, "A001", "paper_out"), say.SlipChanged("A001")),
    (events.SlipInDoubt(1, "A001", "silent"), say.SlipChanged("A001")),
    (events.Punched(1, 3, "pin", repeated=False), say.TouchAnswered()),
    (events.StrangerTouched(None), say.TouchAnswered()),
    (events.TerminalRead("AB1", 3, 0), say.TouchAnswered()),
    (events.MachineLost("printer", "absent"), say.MachineChanged()),
    (events.MachineFound("printer"), say.MachineChanged()),
    (events.PaperRanLow(), say.MachineChanged()),
    (events.OpeningChecked("2025-03-03", [], []), say.MachineChanged()),
    (events.SoundConfirmed("2025-03-03"), say.MachineChanged()),
    (events.PowerLost(1), say.MachineChanged()),
    (events.NumbersStopped(), say.MachineChanged()),
    (events.PowerEnding(), say.MachineChanged()),
    (events.PowerBack(60), say.MachineChanged()),
    (events.SettingChanged("mask_names", "no"), say.SettingsChanged()),
    (events.ClockDoubted(90), say.SettingsChanged()),
    (events.ClockAccepted(90), say.SettingsChanged()),
    (events.ClockAgreed(), say.SettingsChanged()),
    (events.RatingGiven(1), say.OpinionsChanged()),
    (events.CaseLimitChanged(1, is_complex=True, due_on="2026-12-08"), say.OpinionsChanged()),
    (events.CaseAnswered(1, correction=False), say.OpinionsChanged()),
    (events.NoticePublished(1, "0" * 64), say.NoticesChanged()),
    (events.NoticeWithdrawn(1), say.NoticesChanged()),
    (events.NoticeExpired(1), say.NoticesChanged()),
    (events.NoticeScheduled(1), say.NoticesChanged()),
    (events.NoticeShortened(1, 1), say.NoticesChanged()),
    (events.ScreenChanged("main", "board"), say.NoticesChanged()),
    (events.NoticeWritten(1), say.NoticesHandled()),
    (events.NoticeSubmitted(1, marked=0, let_stand=False), say.NoticesHandled()),
    (events.NoticeSentBack(1), say.NoticesHandled()),
    (events.NoticeCleared(1, "main"), say.NoticesHandled()),
    (events.NoticeStalled(1, "main"), say.NoticesHandled()),
    (events.NoticeShorteningAsked(1, 1), say.NoticesHandled()),
    (events.ScreenOrdered("main", "reload"), say.ScreenOrdered("main", "reload")),
]
#: Said of this moment only: nobody catches up on them.
NO_FACTS = {say.Announcement.name, say.VoiceChanged.name}
#: Nobody on a screen needs to hear of these.
SILENT = {
    "RemainsOpened", "DataPutBack", "WithdrawnFingerTouched", "DailyPageKept",
    "AccountClosed", "AccountReopened", "PasswordChanged", "PinChanged", "StaffChanged",
    "PhotoChanged", "StaffLeft",
    "HallFurnished", "HallOpened", "SignedIn", "SignInRefused", "SignedOut", "SignInEnded",
    "SecondFactorSet", "SecondFactorTakenOff", "PaperCodeUsed",
    "RecoveryPaperMade", "RecoveryPaperUsed",
    "BackupMade", "BackupCopied", "BackupFailed", "BackupsRemoved", "BackupDownloaded",
    "StickFound", "StickPrepared", "DataForgotten", "RetentionRun", "RetentionChanged",
    "StaffJoined",
    "TokenRevoked", "DeviceEnrolled", "DeviceRevoked", "EnrolmentLinkMade",
    "EnrolmentLinkRevoked",
    "TerminalAddressConfirmed",
    "LockoutLifted",
    "TokenCreated", "ItemDrafted", "ItemChanged", "ItemPublished", "ItemWithdrawn",
    "CatalogueImported", "FingerEnrolled", "FingerForgotten", "ReaderAdopted", "ReaderLocked",
    "LayoutChanged", "TerminalAdmitted", "TerminalDismissed", "TerminalLinesDealtWith",
    "ReturnSlipMade", "ReturnSlipRedeemed", "CodeRefused",
    "OneTimeNoticeGiven", "ProofMade", "ExposuresForgotten",
    "CardWishChanged", "CardNumbersForgotten",
    "KioskPinSet", "KioskPinRefused", "KioskEntered", "KioskUnlocked",
    "FactCardWanted",
    "OutageEntered", "OutageTakenBack", "MonthConfirmed", "MonthObjected", "MonthAnswered",
    "MonthSigned", "MonthLocked", "MonthReopened", "MonthDifferenceDecided", "AttendanceViewed",
    "PunchDecided", "SheetEntered", "ConsentRecorded", "ReaderTried",
    "SecurityLevelSet", "FingersCopied", "FingersRestored",
    "SlipHandedIn", "SlipMovedOn", "SlotRuled", "SlipsLookedAt", "SlipKindKept", "AllowanceSet",
    "CaseOpened",  # would tell whoever listens that the rating just given was a bad one
}  # fmt: skip


@pytest.fixture
def staff(client):
    client.post("/sign-in", data={"account": "jia", "password": "yanshi-jia"})
    return client


@pytest.fixture
def enter(application, staff):
    """A screen that comes in to a room; it leaves at the end."""
    screens = []

    def enter(query: str, browser=None):
        screen = application.socketio.test_client(
            application.app, query_string=query, flask_test_client=browser or staff
        )
        screens.append(screen)
        return screen

    yield enter
    for screen in screens:
        if screen.is_connected():
            screen.disconnect()


def heard_until(screen, enough: Callable[[list], bool]) -> list[tuple[str, dict]]:
    heard: list[tuple[str, dict]] = []

    def hears_enough() -> bool:  # the test client has nothing to wait on
        heard.extend((each["name"], each["args"][0]) for each in screen.get_received())
        return enough(heard)

    wait_until(hears_enough)
    return heard


def take_and_call(hall, service="A", window="1"):
    with hall.work("kiosk") as work:
        issue_ticket(work, service_by_prefix(work.session, service), TicketRequest("kiosk"))
    with hall.work("staff:3") as work:
        return calling.call_next(work, window_by_name(work.session, window)).number


def a_call(heard) -> bool:
    return any(name == "ticket-called" for name, _ in heard)


@pytest.mark.parametrize(("fact", "message"), SAID, ids=lambda each: type(each).__name__)
def test_a_fact_is_said_like_this(fact, message):
    assert message_for(fact) == message
    assert type(message) in MESSAGES


def test_every_kind_of_fact_is_either_said_or_knowingly_silent():
    told = {fact.kind for fact, _ in SAID}

    assert told | SILENT == {kind.kind for kind in KINDS.values()}
    assert told & SILENT == set()
    assert message_for(None) is None


said = st.lists(st.sampled_from([message for _, message in SAID]), max_size=30)


def for_itself(message):
    """A call, and what one screen is told to do: each counts."""
    return isinstance(message, say.TicketCalled | say.ScreenOrdered)


@given(said)
def test_of_a_rush_every_call_and_order_is_kept_and_the_last_of_everything_else(messages):
    news = list(enumerate(messages, start=1))

    told = latest_of_each(news)

    calls = [each for each in news if for_itself(each[1])]
    assert [each for each in told if for_itself(each[1])] == calls
    assert told == sorted(told, key=lambda each: each[0])
    assert {message for _, message in told} == set(messages)
    others = [message for _, message in told if not for_itself(message)]
    assert len(others) == len(set(others))


def test_a_call_reaches_the_board_with_its_picture(application, enter):
    board = enter("room=board")

    number = take_and_call(application.hall)
    heard = heard_until(board, a_call)

    heard = [(name, words) for name, words in heard if name not in NO_FACTS]
    words = dict(heard)["ticket-called"]
    assert (words["number"], words["window"], words["turn"]) == (number, "1", 1)
    assert number in dict(heard)[heard[-1][0]]["picture"]


def test_a_hasty_repeat_reaches_the_board_when_there_was_time_to_get_up(application, enter, clock):
    board = enter("room=board")
    number = take_and_call(application.hall)
    heard_until(board, a_call)

    with application.hall.work("staff:3") as work:
        (ticket,) = at_window(work.session, work.today, window_by_name(work.session, "1"))
        calling.recall(work, ticket)
    follow(application.hall, application.announcer)
    told = heard_until(board, lambda heard: any(name == "line-changed" for name, _ in heard))
    assert not a_call(told)

    clock.advance(seconds=8)
    words = dict(heard_until(board, a_call))["ticket-called"]
    assert (words["number"], words["turn"], words["seq"]) == (number, 2, words["after"])
    assert 'data-age="0.0"' in words["picture"]


def test_an_idle_board_hears_at_once_who_has_duty_instead(application, enter):
    board = enter("room=board")

    with application.hall.work("staff:1") as work:
        somebody = staff_in_use(work.session)[0]
        put_on_duty(work, work.today, add_timetable(work, "夜间值班", NIGHT), somebody)
        name = somebody.name
    heard = heard_until(board, lambda heard: any(name == "settings-changed" for name, _ in heard))

    assert f"夜间值班</strong>\n              <span data-where>{name}" in heard[-1][1]["picture"]


def test_what_the_picture_of_the_calls_does_not_tell_is_said_in_a_rush_too(application, enter):
    """A notice that is withdrawn in the moment of a call goes at once, not a minute later."""
    board = enter("room=board")

    with application.hall.work("kiosk") as work:
        issue_ticket(work, service_by_prefix(work.session, "A"), TicketRequest("kiosk"))
        work.record(events.NoticeWithdrawn(1))
        work.record(events.ScreenOrdered("main", "blank"))
        work.record(events.TicketIssued(9, "A009", "A", "api"))
    heard = heard_until(board, lambda heard: any(name == "line-changed" for name, _ in heard))

    assert [name for name, _ in heard if name not in NO_FACTS] == [
        "welcome",
        "notices-changed",
        "screen-ordered",
        "line-changed",
    ]


def test_each_message_names_the_one_before_in_its_room(application, enter):
    rooms = [enter(f"room={room}") for room in (Room.BOARD, Room.KIOSK, Room.OFFICE)]

    for _ in range(5):
        take_and_call(application.hall)

    for room in rooms[:1] + rooms[2:]:
        heard = heard_until(room, lambda heard: sum(n == "ticket-called" for n, _ in heard) == 5)
        assert heard[0][0] == "welcome"
        seen = heard[0][1]["seq"]
        for name, words in heard[1:]:
            if name in NO_FACTS:
                continue
            assert words["after"] == seen
            assert words["seq"] > seen
            seen = words["seq"]
    heard = heard_until(rooms[1], lambda heard: sum(n == "slip-changed" for n, _ in heard) >= 1)
    assert {name for name, _ in heard} <= {"welcome", "slip-changed"}


def test_a_screen_that_comes_late_is_told_how_far_the_room_is(application, enter):
    early = enter("room=board")
    take_and_call(application.hall)
    heard = heard_until(early, a_call)

    late = enter("room=board")

    (name, words), *_ = heard_until(late, bool)
    assert name == "welcome"
    assert words["seq"] >= heard[-1][1]["seq"]
    assert words["version"] == application.app.config["ASSETS_VERSION"]


@pytest.mark.parametrize("query", ["", "room=", "room=Board", "room=kitchen", "room=board,office"])
def test_an_unknown_room_is_refused(enter, query):
    assert not enter(query).is_connected()


def test_what_a_screen_says_changes_nothing(application, enter):
    board = enter("room=board")
    with application.hall.read() as snapshot:
        before = snapshot.seq

    board.emit("call-next", {"window": "1"})
    board.emit("ticket-called", {"number": "A001"})

    with application.hall.read() as snapshot:
        assert snapshot.seq == before


def test_a_picture_that_cannot_be_drawn_does_not_silence_the_call(application, enter, caplog):
    board, office = enter("room=board"), enter("room=office")
    pictures = application.announcer._pictures
    working, pictures[Room.BOARD] = pictures[Room.BOARD], lambda: 1 / 0

    with caplog.at_level(logging.CRITICAL):
        take_and_call(application.hall)
        seen = heard_until(board, lambda heard: a_call(heard) and "after" in heard[-1][1])
        heard_until(office, a_call)
    pictures[Room.BOARD] = working

    last = [words for name, words in seen if "picture" not in words and name != "welcome"][-1]
    assert last["after"] == last["seq"]  # more than anybody has seen: the board renews itself
    take_and_call(application.hall)
    assert "picture" in heard_until(board, a_call)[-1][1]


def test_what_screens_play_comes_with_the_word_that_it_changed(application, enter, caplog):
    board, office = enter("room=board"), enter("room=office")
    announcer = application.announcer
    working, now = announcer._rotations, {"": "<i>all</i>", "door": None}

    def told(screen, rotations):
        announcer._rotations = rotations
        with application.hall.work("staff:1") as work:
            work.record(events.NoticeScheduled(1))
        heard = heard_until(screen, lambda heard: "notices-changed" in dict(heard))
        return dict(heard)["notices-changed"]

    assert told(board, lambda: now)["rotations"] == now
    assert "rotations" not in told(office, lambda: now)
    board.get_received()
    with caplog.at_level(logging.CRITICAL):
        lost = told(board, lambda: 1 / 0)
    assert lost["after"] == lost["seq"]  # more than anybody has seen: the screens ask
    assert "data-notices-seq" in told(board, working)["rotations"][""]


def test_a_journal_that_cannot_be_read_for_a_moment_does_not_end_the_announcer(
    application, enter, caplog
):
    board = enter("room=board")
    announcer = application.announcer

    def fail_once(_patience):
        del announcer.fact_mapping
        raise OSError("disk")

    with caplog.at_level(logging.CRITICAL):
        announcer.fact_mapping = fail_once
        take_and_call(application.hall)

        assert a_call(heard_until(board, a_call))


def test_no_more_screens_come_in_than_there_are_places(application, enter):
    ScreenConnections(
        application.socketio,
        RoomStates(),
        application.speaker,
        "1",
        admit=place_on_the_wire,
        most=2,
    )
    first, second, third = (enter("room=phone") for _ in range(3))
    assert [s.is_connected() for s in (first, second, third)] == [True, True, False]

    first.disconnect()

    assert enter("room=phone").is_connected()
    assert not enter("room=phone").is_connected()


def test_an_opinion_is_told_to_the_office_and_a_bad_rating_tells_nobody_its_grade():
    assert message_for(events.CaseOpened(1, source="opinion")) == say.OpinionsChanged()
    assert message_for(events.CaseOpened(1)) is None


def test_whoever_is_signed_in_no_longer_hears_nothing_more(application, enter, staff):
    stranger = application.app.test_client()
    assert not enter("room=office", stranger).is_connected()
    assert not enter("room=counter", stranger).is_connected()
    assert enter("room=board", stranger).is_connected()
    office, board = enter("room=office"), enter("room=board")

    staff.post("/sign-out")

    wait_until(lambda: not office.is_connected())
    assert board.is_connected()
    assert not enter("room=office").is_connected()
