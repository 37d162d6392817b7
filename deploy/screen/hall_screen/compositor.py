"""cage around the browser, and how the picture is turned.

Debian 12 has cage 0.1.4, which turns the picture itself (-r) and ends with its last screen: the
service then starts anew. Since 0.1.5 it stays, and is told by wlr-randr, which forgets a screen
that was away: there the supervisor begins anew when the screen is back.
"""

import os
import shutil
import socket
import struct
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import NoReturn

from hall_screen.sentences import NO_ROTATION, say
from hall_screen.settings import ScreenSettings

PROGRAM = Path(__file__).parents[1] / "hall-screen"
PATIENCE_SECONDS = 10
ANSWER_SECONDS = 2
#: wl_display.sync, whose answer is to be object 2: the least that a compositor can be asked.
SYNC = struct.pack("=III", 1, 12 << 16, 2)


def become_cage(settings: ScreenSettings) -> NoReturn:
    """In this process's place: what ends it, ends the session."""
    # An X server is needed by nobody here, and cage 0.1.4 does not start unless it could be.
    os.environ.setdefault("WLR_XWAYLAND", shutil.which("true") or "/bin/true")
    os.execvp("cage", cage_command(settings, turns_itself=_turns_itself()))


def cage_command(settings: ScreenSettings, *, turns_itself: bool) -> list[str]:
    """No -s: Ctrl+Alt+F2 leads nowhere. -d: no frame around the window."""
    turns = ["-r"] * (settings.rotation // 90) if turns_itself else []
    return ["cage", "-d", *turns, "--", sys.executable, str(PROGRAM), "browser"]


def turn(settings: ScreenSettings) -> None:
    """Within the session, where cage does not turn the picture itself."""
    if not settings.rotation or "WAYLAND_DISPLAY" not in os.environ or _turns_itself():
        return
    if not shutil.which("wlr-randr"):
        say(NO_ROTATION)
        return
    for output in [settings.output] if settings.output else _outputs():
        asked = ["wlr-randr", "--output", output, "--transform", str(settings.rotation)]
        subprocess.run(asked, check=False, timeout=PATIENCE_SECONDS)


def compositor_answers() -> bool:
    """Whether the session still has one; true where there is none to ask.

    Ended with its last screen, cage waits for its program, and would wait for ever.
    """
    if "WAYLAND_DISPLAY" not in os.environ:
        return True
    place = Path(os.environ.get("XDG_RUNTIME_DIR", "/"), os.environ["WAYLAND_DISPLAY"])
    with suppress(OSError), socket.socket(socket.AF_UNIX) as wire:
        wire.settimeout(ANSWER_SECONDS)
        wire.connect(str(place))
        wire.sendall(SYNC)
        return bool(wire.recv(1))
    return False


def _outputs() -> list[str]:
    said = subprocess.run(
        ["wlr-randr"], capture_output=True, text=True, check=False, timeout=PATIENCE_SECONDS
    )
    return [line.split()[0] for line in said.stdout.splitlines() if line and line[0] != " "]


def _turns_itself() -> bool:
    if not shutil.which("cage"):
        return False
    said = subprocess.run(
        ["cage", "-h"], capture_output=True, text=True, check=False, timeout=PATIENCE_SECONDS
    )
    return " -r\t" in said.stdout + said.stderr
