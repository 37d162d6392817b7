"""The parts of the screen package, each alone: no browser, no compositor."""

import http.client
import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from hall_screen.browser import LITTLE_MEMORY, flags
from hall_screen.compositor import cage_command
from hall_screen.local_agent import LocalAgent
from hall_screen.policies import may_speak, write_policies
from hall_screen.profile import BrowserProfile
from hall_screen.readings import readings
from hall_screen.settings import READ, ScreenSettings, read_settings
from hall_screen.television import Television
from hypothesis import given
from hypothesis import strategies as st

from tests.served import free_port
from tests.waiting import StoppedSeconds

HALL = "http://192.168.1.10:8000"


def test_the_file_is_read_and_what_stands_around_it_goes_first(tmp_path: Path) -> None:
    file = tmp_path / "config"
    file.write_text(
        "# a comment = no setting\n\nSERVER=http://10.0.0.5:8000/\nROTATION = 90\n"
        'VOLUME="80%"\nENROLMENT=http://10.0.0.5:8000/enrol/abc\nNIGHTLY=4:05\n'
    )

    found = read_settings(file, {"HALL_SCREEN_VOLUME": "30"})

    assert (found.origin, found.rotation, found.volume) == ("http://10.0.0.5:8000", 90, 30)
    assert found.nightly == "04:05"
    assert found.address(enrolled=False) == "http://10.0.0.5:8000/enrol/abc"
    assert found.address(enrolled=True) == "http://10.0.0.5:8000/kiosk?lock=1"


@given(st.sampled_from(sorted(READ)), st.text())
def test_a_typo_is_left_out_and_the_page_shown(key: str, value: str) -> None:
    found = read_settings("/nowhere", {f"HALL_SCREEN_{key}": value})

    assert found.origin.startswith("http")
    assert found.page.startswith("/")
    assert found.rotation in {0, 90, 180, 270}


def test_the_shipped_config_is_understood() -> None:
    shipped = Path(__file__).parents[2] / "deploy/screen/config"
    lines = shipped.read_text("utf-8").splitlines()
    keys = {line.lstrip("#").partition("=")[0] for line in lines if "=" in line and " " not in line}

    assert keys <= set(READ)
    assert read_settings(shipped, {}).origin == HALL


def test_cage_turns_the_picture_itself_where_it_can_and_leads_to_no_console() -> None:
    turned = cage_command(ScreenSettings(rotation=270), turns_itself=True)

    assert turned.count("-r") == 3
    assert "-s" not in turned
    assert "-r" not in cage_command(ScreenSettings(rotation=270), turns_itself=False)


def test_chromium_asks_nothing_offers_nothing_and_trusts_no_false_certificate() -> None:
    told = flags(ScreenSettings(server=HALL), "false")

    assert {"--kiosk", "--noerrdialogs", "--disable-pinch"} <= set(told)
    assert f"--unsafely-treat-insecure-origin-as-secure={HALL}" in told
    assert not [each for each in told if "certificate" in each or "remote-debugging" in each]
    assert not set(LITTLE_MEMORY) & set(told) or readings(Path("/"))["memory"] < 1500


def test_policies_let_one_server_in_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HALL_SCREEN_POLICIES", str(tmp_path))
    write_policies(ScreenSettings(server=HALL))

    (file,) = tmp_path.iterdir()
    written = json.loads(file.read_text("utf-8"))
    assert written["URLBlocklist"] == ["*"]
    assert written["URLAllowlist"] == [HALL, "http://127.0.0.1:8766"]
    assert written["LoopbackNetworkAllowedForUrls"] == [HALL]
    assert written["DeveloperToolsAvailability"] == 2


def test_a_page_hears_of_the_agent_only_where_no_visitor_would_be_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HALL_SCREEN_POLICIES", str(tmp_path))
    assert may_speak(ScreenSettings(server="http://127.0.0.1:8000"))
    assert not may_speak(ScreenSettings(server=HALL))

    write_policies(ScreenSettings(server=HALL))
    assert may_speak(ScreenSettings(server=HALL))
    assert not may_speak(ScreenSettings(server="http://192.168.1.11:8000"))


def test_a_television_is_off_when_the_kernel_says_so_and_on_where_it_says_nothing(
    tmp_path: Path,
) -> None:
    status = tmp_path / "card1-HDMI-A-1/status"
    status.parent.mkdir()
    assert Television(connectors=tmp_path).is_on()

    status.write_text("disconnected\n")
    television = Television("HDMI-A-1", tmp_path)
    assert (television.is_on(), television.came_back()) == (False, False)
    status.write_text("connected\n")
    assert (television.came_back(), television.came_back()) == (True, False)
    assert Television("DP-1", tmp_path).is_on()


def test_the_hottest_sensible_zone_counts_and_what_is_not_told_is_none(tmp_path: Path) -> None:
    for number, told in enumerate(("41000\n", "82500\n", "-273000\n", "noise")):
        (tmp_path / f"thermal_zone{number}").mkdir()
        (tmp_path / f"thermal_zone{number}/temp").write_text(told)
    memory = tmp_path / "meminfo"
    memory.write_text("MemTotal: 948304 kB\nMemAvailable: 83968 kB\n")

    found = readings(tmp_path, tmp_path, memory)

    assert (found["heat"], found["memory"], found["memory_free"]) == (82, 926, 82)
    nothing = readings(tmp_path / "no", tmp_path / "no", tmp_path / "no")
    assert set(nothing.values()) == {None}


def asked(port: int, path: str, **headers: str) -> http.client.HTTPResponse:
    with closing(http.client.HTTPConnection("127.0.0.1", port)) as connection:
        connection.request("GET", path, headers=headers)
        answer = connection.getresponse()
        answer.read()
        return answer


def test_only_the_halls_own_pages_are_answered_and_heard(tmp_path: Path) -> None:
    seconds = StoppedSeconds()
    port = free_port()
    agent = LocalAgent(ScreenSettings(server=HALL, agent_port=port), tmp_path, seconds)
    agent.open()
    try:
        assert asked(port, "/state", Origin="http://elsewhere.test").status == 403
        assert asked(port, "/state", Host="elsewhere.test").status == 403
        assert asked(port, "/etc/passwd").status == 404
        assert agent.silence is None

        answer = asked(port, "/state?busy=1", Origin=HALL)
        assert (answer.status, answer.headers["Access-Control-Allow-Origin"]) == (200, HALL)
        assert agent.busy
        seconds.now += 7
        assert agent.silence == 7
        agent.forget()
        assert (agent.silence, agent.busy) == (None, False)
    finally:
        agent.close()


@pytest.fixture
def profile(tmp_path: Path) -> BrowserProfile:
    folder = tmp_path / "profile"
    return BrowserProfile(ScreenSettings(page="/display", profile=str(folder)))


def enrol(profile: BrowserProfile, value: str = "secret") -> Path:
    cookies = profile.folder / "Default/Cookies"
    cookies.parent.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(cookies)) as file, file:
        file.execute("CREATE TABLE cookies (name TEXT, value TEXT)")
        file.execute("INSERT INTO cookies VALUES ('hall_device', ?)", (value,))
    return cookies


def test_a_credential_is_copied_and_comes_back_after_damage(profile: BrowserProfile) -> None:
    cookies = enrol(profile)
    profile.prepare()
    cookies.write_bytes(b"noise" * 1000)
    assert not profile.is_enrolled()

    profile.prepare()
    assert profile.is_enrolled()


def test_a_rebuilt_folder_holds_nothing_but_the_credential(profile: BrowserProfile) -> None:
    enrol(profile)
    profile.prepare()
    (profile.folder / "Default/Preferences").write_text("noise")
    profile.rebuild()

    left = [each for each in profile.folder.rglob("*") if each.is_file()]
    assert [each.name for each in left] == ["Cookies"]
    assert profile.is_enrolled()


def test_a_power_cut_is_no_crash_to_be_asked_about(profile: BrowserProfile) -> None:
    profile.prepare()
    preferences = profile.folder / "Default/Preferences"
    preferences.parent.mkdir()
    preferences.write_text('{"profile":{"exit_type":"Crashed","exited_cleanly":false}}')
    (profile.folder / "SingletonLock").symlink_to("another-computer-4711")

    profile.prepare()

    told = json.loads(preferences.read_text())["profile"]
    assert told == {"exit_type": "Normal", "exited_cleanly": True}
    assert not (profile.folder / "SingletonLock").is_symlink()
