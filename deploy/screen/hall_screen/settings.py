"""What the installer writes into /etc/township-hall-screen/config: KEY=value, one a line."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from hall_screen.sentences import WRONG_VALUE, say

CONFIG = "/etc/township-hall-screen/config"
#: Quarter turns to the right that a screen may hang with, in degrees.
ROTATIONS = (0, 90, 180, 270)


@dataclass(frozen=True, slots=True, kw_only=True)
class ScreenSettings:
    server: str = "http://127.0.0.1:8000"
    page: str = "/kiosk?lock=1"
    enrolment: str = ""  # the path of a link that enrols this browser, opened until it is
    output: str = ""  # the connector, HDMI-A-1; "": whichever has a screen
    rotation: int = 0  # degrees, clockwise
    volume: int | None = None  # percent at start; None: left alone
    nightly: str = "03:30"  # the computer's own time; "": never
    agent_port: int = 8766
    silent_seconds: float = 20.0  # a page that says nothing for so long has crashed
    first_seconds: float = 90.0  # … and one that never said anything since its browser started
    profile: str = ""  # a folder; "": by the page's first part
    flags: tuple[str, ...] = ()  # more of Chromium's, from the command line

    @property
    def origin(self) -> str:
        """Scheme, host and port of the server, as a browser names it."""
        parts = urlsplit(self.server)
        return f"{parts.scheme}://{parts.netloc}"

    @property
    def is_display(self) -> bool:
        """Displays keep their whole profile, for the page that stands while the server is away."""
        return self.page.startswith("/display")

    def address(self, *, enrolled: bool) -> str:
        """What the browser opens."""
        return self.origin + (self.page if enrolled or not self.enrolment else self.enrolment)


def read_settings(file: str | Path, environment: Mapping[str, str]) -> ScreenSettings:
    """A value that is wrong is told and left out: a screen with a typo still shows its page.

    ``environment``: HALL_SCREEN_<KEY> goes before the file, HALL_PROFILE is the profile's folder.
    """
    try:
        lines = Path(file).read_text("utf-8").splitlines()
    except OSError:
        lines = []
    written = dict(line.split("=", 1) for line in map(str.strip, lines) if _is_setting(line))
    prefix = "HALL_SCREEN_"
    told = {key[len(prefix) :]: value for key, value in environment.items() if prefix in key}
    values = {key.strip(): value.strip().strip("\"'") for key, value in {**written, **told}.items()}
    known: dict[str, Any] = {}
    for key, (name, read) in READ.items():
        if values.get(key):
            try:
                known[name] = read(values[key])
            except ValueError:
                say(WRONG_VALUE, key=key, value=values[key])
    if environment.get("HALL_PROFILE"):
        known["profile"] = environment["HALL_PROFILE"]
    return ScreenSettings(**known)


def _is_setting(line: str) -> bool:
    return "=" in line and not line.startswith("#")


def _server(value: str) -> str:
    parts = urlsplit(value)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise ValueError(value)
    return value


def _path(value: str) -> str:
    """Also the whole address, as the office shows a link."""
    if value.startswith(("http://", "https://")):
        parts = urlsplit(value)
        value = parts.path + (f"?{parts.query}" if parts.query else "")
    if not value.startswith("/"):
        raise ValueError(value)
    return value


def _rotation(value: str) -> int:
    if int(value) not in ROTATIONS:
        raise ValueError(value)
    return int(value)


def _percent(value: str) -> int:
    return min(max(int(value.removesuffix("%")), 0), 100)


def _moment(value: str) -> str:
    hours, _, minutes = value.partition(":")
    if value != "never" and not (0 <= int(hours) <= 23 and 0 <= int(minutes) <= 59):
        raise ValueError(value)
    return "" if value == "never" else f"{int(hours):02}:{int(minutes):02}"


#: By the key in the file: the field, and how its value is read; ValueError for a wrong one.
READ: Mapping[str, tuple[str, Callable[[str], object]]] = {
    "SERVER": ("server", _server),
    "PAGE": ("page", _path),
    "ENROLMENT": ("enrolment", _path),
    "OUTPUT": ("output", str),
    "ROTATION": ("rotation", _rotation),
    "VOLUME": ("volume", _percent),
    "NIGHTLY": ("nightly", _moment),
    "AGENT_PORT": ("agent_port", int),
    "SILENT_SECONDS": ("silent_seconds", float),
    "FIRST_SECONDS": ("first_seconds", float),
}
