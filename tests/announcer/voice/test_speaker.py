"""The hall's voice at work: what is asked of whom, and what is told when nobody hears."""

from pathlib import Path

import pytest

from announcer.voice import ogg
from announcer.voice.phrasing import call_parts, every_part
from announcer.voice.sounds import FIRST_GAP_SECONDS, NEXT_GAP_SECONDS, PAUSE_SECONDS
from hall import journal
from hall.events import MachineFound, MachineLost, read_back
from hall.issuing.tickets import TicketRequest, issue_ticket
from hall.line import calling, visit_steps
from hall.line.queries import at_window, service_by_prefix, window_by_name
from hall.settings import change_setting
from tests.hall.telling import follow
from tests.waiting import wait_until

ROOT = Path(__file__).parents[3]


def silence(seconds: float) -> int:
    return round(seconds * ogg.HERTZ)


class Wall:
    """A display's page, as far as the server hears and sees it."""

    def __init__(self, application, name: str) -> None:
        self.name = name
        self.browser = application.app.test_client()
        query = f"room=board&player={name}"
        self.socket = application.socketio.test_client(application.app, query_string=query)
        self.announced: list[dict] = []

    def hears(self) -> list[dict]:
        """Every announcement so far, for whichever page."""
        for each in self.socket.get_received():
            if each["name"] == "announcement":
                self.announced.append(each["args"][0])
        return self.announced

    def waits_for(self, number: str) -> dict:
        """The announcement of a number that this page is to play."""

        def announcement() -> dict | None:
            mine = (words for words in self.hears() if words["player"] == self.name)
            return next((words for words in mine if words["number"] == number), None)

        return wait_until(announcement, f"{self.name} plays {number}")

    def says(self, words: dict, what: str) -> None:
        address = f"/display/announcements/{words['announcement']}/{what}?player={self.name}"
        assert self.browser.post(address).status_code == 204

    def plays(self, number: str) -> dict:
        words = self.waits_for(number)
        self.says(words, "began")
        self.says(words, "ended")
        return words


@pytest.fixture
def facts(hall):
    """Everything the journal tells, the voice's own losses too."""

    def told():
        with hall.read() as snapshot:
            return [read_back(row.kind, row.details) for row in journal.after(snapshot.session, 0)]

    return told


@pytest.fixture
def wall(application):
    opened = []

    def open_wall(name="main.abc") -> Wall:
        opened.append(Wall(application, name))
        return opened[-1]

    yield open_wall
    for each in opened:
        if each.socket.is_connected():
            each.socket.disconnect()


@pytest.fixture
def call(application):
    """A visitor takes a number and is called; returns the number."""

    def call(service="A", window="1") -> str:
        with application.hall.work("kiosk") as work:
            issue_ticket(work, service_by_prefix(work.session, service), TicketRequest("kiosk"))
        with application.hall.work("staff:3") as work:
            return calling.call_next(work, window_by_name(work.session, window)).number

    return call


def switch(application, **settings: str) -> None:
    with application.hall.work("staff:1") as work:
        for name, value in settings.items():
            change_setting(work, name, value)


def state(application):
    return application.speaker.state()


@pytest.fixture
def clips(config):
    """A voice of the hall's own in which every clip is a little silence: a stand-in for speech."""
    folder = config.storage_folder / "voice" / "stand-in"
    folder.mkdir(parents=True)
    for part in every_part():
        (folder / f"{part.name}.opus").write_bytes(ogg.write(ogg.silence(0.5)))
    return folder


def test_a_call_is_one_sound_as_long_as_its_parts(application, wall, call, clips):
    switch(application, voice="stand-in", voice_repeats="2")
    page = wall()

    words = page.plays(call())

    answer = page.browser.get(f"/display/sounds/{words['sound']}.opus")
    assert answer.mimetype == "audio/ogg"
    heard = ogg.read(answer.data)
    chime = ogg.read((ROOT / "static/voice/chime.opus").read_bytes())
    gaps = 2 * FIRST_GAP_SECONDS + 2 * NEXT_GAP_SECONDS
    assert heard.samples == chime.samples + silence(6 * 0.5 + PAUSE_SECONDS + gaps)
    assert words["milliseconds"] == round(heard.seconds * 1000)
    assert words["caption"] == "请 A001 号到 1 号窗口办理"
    assert page.browser.get("/display/sounds/nothing.opus").status_code == 404


def test_a_hasty_repeat_is_heard_when_there_was_time_to_get_up(application, wall, call, clock):
    page = wall()
    page.plays(call())
    with application.hall.work("staff:3") as work:
        (ticket,) = at_window(work.session, work.today, window_by_name(work.session, "1"))
        calling.recall(work, ticket)
    follow(application.hall, application.speaker)
    assert [words["number"] for words in page.hears()] == ["A001"]

    clock.advance(seconds=8)

    wait_until(lambda: [words["number"] for words in page.hears()] == ["A001", "A001"])


def test_two_calls_of_one_moment_are_asked_for_one_after_the_other(application, wall, call):
    page = wall()
    first, second = call("A", "1"), call("B", "2")

    words = page.waits_for(first)
    page.says(words, "began")
    wait_until(lambda: second in " ".join(state(application).waiting))
    assert [each["number"] for each in page.hears()] == [first]
    page.says(words, "ended")
    page.plays(second)

    wait_until(lambda: state(application).now == "")
    assert state(application).last_heard


def test_the_clerk_sees_how_many_calls_are_still_to_be_read_out(application, wall, call):
    page = wall()
    clerk = application.app.test_client()
    clerk.post("/sign-in", data={"account": "bing", "password": "yanshi-bing"})
    clerk.post("/counter/2/sit")
    counter = application.socketio.test_client(
        application.app, query_string="room=counter", flask_test_client=clerk
    )
    first, second = call("A", "1"), call("B", "2")
    words = page.waits_for(first)
    page.says(words, "began")
    wait_until(lambda: state(application).waiting)

    assert f"语音还有 1 条，{second} 号还没有轮到" in clerk.get("/counter/2").text
    assert "voice-changed" in [each["name"] for each in counter.get_received()]
    page.says(words, "ended")
    page.waits_for(second)
    assert "语音还有" not in clerk.get("/counter/2").text
    assert "voice-changed" in [each["name"] for each in counter.get_received()]
    counter.disconnect()


def test_who_was_served_meanwhile_is_not_read_out(application, wall, call):
    page = wall()
    first, second = call("A", "1"), call("B", "2")
    words = page.waits_for(first)
    page.says(words, "began")
    wait_until(lambda: state(application).waiting)

    with application.hall.work("staff:3") as work:
        window = window_by_name(work.session, "2")
        visit_steps.serve(work, at_window(work.session, work.today, window)[0])
    wait_until(lambda: not state(application).waiting)
    page.says(words, "ended")

    wait_until(lambda: state(application).now == "")
    assert second not in [each["number"] for each in page.announced]


def test_a_silent_player_is_passed_over_and_the_next_one_plays(application, wall, call):
    switch(application, voice_player="main")
    second, first = wall("side.1"), wall("main.1")
    number = call()

    first.waits_for(number)  # and says nothing

    second.plays(number)
    wait_until(lambda: state(application).last_heard)
    assert not state(application).unheard


def test_a_call_that_nobody_hears_is_seen_at_the_counter(application, call, facts):
    clerk = application.app.test_client()
    clerk.post("/sign-in", data={"account": "yi", "password": "yanshi-yi"})
    clerk.post("/counter/1/sit")
    office = application.socketio.test_client(
        application.app, query_string="room=counter", flask_test_client=clerk
    )
    number = call()

    wait_until(lambda: "没有播出声音" in clerk.get("/counter/1").text)

    assert f"{number} 号没有播出声音" in clerk.get("/counter/1").text
    assert "voice-changed" in [each["name"] for each in office.get_received()]
    office.disconnect()
    wait_until(lambda: MachineLost(machine="voice", fault="unheard") in facts())


def test_when_it_is_heard_at_last_nobody_is_told_to_shout(application, wall, call, facts):
    number = call()
    wait_until(lambda: state(application).unheard)

    wall().plays(number)

    wait_until(lambda: not state(application).unheard)
    wait_until(lambda: MachineFound(machine="voice") in facts())


def test_a_hall_without_a_loudspeaker_is_not_told_so_with_every_call(application, wall, call):
    switch(application, voice_player="off")
    page = wall()
    number = call()

    wait_until(lambda: [each for each in page.socket.get_received() if number in str(each)])
    follow(application.hall, application.speaker)

    assert not state(application).unheard
    assert not state(application).last_unheard


def test_in_quiet_hours_calls_are_shown_and_an_emergency_is_heard(application, wall, call):
    switch(application, voice_quiet_from="09:00", voice_quiet_until="10:00")
    page = wall()
    call()
    wait_until(lambda: state(application).now)

    application.speaker.say("emergency")

    words = page.waits_for("")
    assert words["kind"] == "hall"
    assert words["sound"]


def test_the_volume_is_that_of_the_hour(application, wall, call, clock):
    switch(application, voice_volume_morning="35", voice_volume_noon="20")
    page = wall()

    assert page.plays(call())["volume"] == 35
    clock.advance(hours=3)
    assert page.plays(call("B", "2"))["volume"] == 20


def test_an_announcement_of_the_hall_comes_by_itself_at_its_hour_and_once(application, wall, clock):
    switch(application, say_opening_at="09:31")
    page = wall()

    clock.advance(minutes=2)
    application.hall.wake()

    words = page.plays("")
    assert "开始办理业务" in words["caption"]
    clock.advance(seconds=30)
    follow(application.hall, application.speaker)
    assert not state(application).now
    assert len(page.hears()) == 1


def test_reports_of_strangers_and_nonsense_change_nothing(application, wall, call):
    page = wall()
    words = page.waits_for(call())

    stranger = application.app.test_client()
    address = f"/display/announcements/{words['announcement']}"
    assert stranger.post(f"{address}/ended?player=nobody").status_code == 204
    assert stranger.post(f"{address}/ended").status_code == 204
    assert stranger.post(f"{address}/cheered?player={page.name}").status_code == 422
    foreign = stranger.post(
        f"{address}/failed?player={page.name}", headers={"Sec-Fetch-Site": "cross-site"}
    )
    assert foreign.status_code == 403
    assert state(application).now
    page.says(words, "began")


@pytest.mark.parametrize("name", ["", "main", "ma in.1", "main.1.2/..", "x" * 90 + ".1"])
def test_a_page_without_a_proper_name_is_let_in_but_never_asked_to_play(application, wall, name):
    assert wall(name).socket.is_connected()
    assert state(application).players == ()


def test_a_page_that_leaves_is_not_asked_any_more(application, wall):
    page = wall()
    wait_until(lambda: state(application).players == ("main",))

    page.socket.disconnect()

    wait_until(lambda: state(application).players == ())


def test_every_number_with_every_prefix_and_window_has_its_three_parts():
    parts = {part.name for part in every_part()}

    for prefix in "ABCDEFGHIJKLMNOPQRSTUVWXYZ":
        for number in range(1, 1000):
            said = call_parts(f"{prefix}{number:03}", "1", yao=number % 2 == 0)
            assert len(said) == 3
            assert {each.name for each in said} <= parts
    for window in range(1, 31):
        assert call_parts("A001", str(window))[2].name in parts
