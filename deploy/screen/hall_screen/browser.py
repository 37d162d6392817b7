"""Chromium: where it is, what it is told, and its end."""

import os
import re
import shutil
import signal
import subprocess
import time
from contextlib import suppress
from pathlib import Path

from hall_screen.policies import may_speak
from hall_screen.readings import memory_mb
from hall_screen.settings import ScreenSettings

NAMES = ("chromium", "chromium-browser", "google-chrome")
#: Together less than the unit waits (TimeoutStopSec=15).
GRACE_SECONDS = 8
HELPERS_SECONDS = 5
#: Below it a board has 1 GB: half of the pages' memory for more work (RSS 225 to 147 MB).
LITTLE_MEMORY_MB = 1500

#: Nothing is asked, offered, updated or shown of the browser itself; no gesture leads out.
QUIET = (
    "--kiosk",
    "--no-first-run",
    "--no-default-browser-check",
    "--noerrdialogs",
    "--password-store=basic",
    "--disable-session-crashed-bubble",
    "--hide-crash-restore-bubble",
    "--disable-infobars",
    "--disable-component-update",
    "--check-for-update-interval=31536000",
    "--simulate-outdated-no-au=Tue, 31 Dec 2199 23:59:59 GMT",
    "--disable-features=Translate,MediaRouter,OverscrollHistoryNavigation,TouchpadOverscrollHistoryNavigation",
    "--disable-pinch",
    "--overscroll-history-navigation=0",
    "--autoplay-policy=no-user-gesture-required",
)
#: What a page that stays open for days does not need: without these no leak of the page's process.
LONG_RUN = (
    "--disable-background-networking",
    "--disable-sync",
    "--disable-extensions",
    "--disable-domain-reliability",
    "--disable-client-side-phishing-detection",
    "--no-pings",
    "--disable-breakpad",
    "--disable-gpu-process-crash-limit",
    "--renderer-process-limit=1",
    "--disable-background-timer-throttling",
    "--disable-backgrounding-occluded-windows",
    "--disable-renderer-backgrounding",
)
LITTLE_MEMORY = (
    "--enable-low-end-device-mode",
    "--js-flags=--max-old-space-size=64",
    "--process-per-site",
    "--disable-dev-shm-usage",
)
GPU = ("--enable-gpu-rasterization", "--ignore-gpu-blocklist")


class BrowserMissing(Exception):
    """There is no Chromium on this computer."""


class Browser:
    """One run of it. Raises BrowserMissing."""

    def __init__(self, settings: ScreenSettings, profile: Path, address: str) -> None:
        program = next((found for name in NAMES if (found := shutil.which(name))), None)
        if program is None:
            raise BrowserMissing
        command = [program, *flags(settings, program), f"--user-data-dir={profile}", address]
        # What it says of itself, hundreds of lines a day, would push our own out of the log.
        self._process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )

    @property
    def status(self) -> int | None:
        """How it ended; None while it runs."""
        return self._process.poll()

    def end(self) -> None:
        """It alone, gently first: one of its helpers writes the cookies to the disk meanwhile."""
        self._process.terminate()
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(GRACE_SECONDS)
        last = time.monotonic() + HELPERS_SECONDS
        while self._helper_lives() and time.monotonic() < last:
            time.sleep(0.05)
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()

    def _helper_lives(self) -> bool:
        """The one that has the cookies goes on writing when the browser itself is gone."""
        try:
            os.killpg(self._process.pid, 0)
        except (ProcessLookupError, PermissionError):
            return False
        return True


def flags(settings: ScreenSettings, program: str = "chromium") -> list[str]:
    """Everything before the address; what the command line adds comes last, and wins."""
    wayland = ["--ozone-platform=wayland"] if "WAYLAND_DISPLAY" in os.environ else []
    memory = memory_mb()
    little = LITTLE_MEMORY if memory is not None and memory < LITTLE_MEMORY_MB else ()
    gpu = GPU if any(Path("/dev/dri").glob("renderD*")) else ()
    # Over plain http in the hall's own network a browser keeps no page for bad days, and lets no
    # page speak to its own computer, unless it is told that this one server may be trusted.
    trusted = (
        [f"--unsafely-treat-insecure-origin-as-secure={settings.origin}"]
        if settings.origin.startswith("http://")
        else []
    )
    named = [f"--user-agent={name}"] if (name := user_agent(settings, program)) else []
    return [*QUIET, *LONG_RUN, *little, *gpu, *wayland, *trusted, *named, *settings.flags]


def user_agent(settings: ScreenSettings, program: str) -> str:
    """Chromium's own, and that an agent listens beside it: so a page knows whom to tell that it is
    there, through every redirection. Empty where Chromium does not say what it is, and where a page
    may not speak to the agent."""
    if not may_speak(settings):
        return ""
    said = subprocess.run([program, "--version"], capture_output=True, text=True, check=False)
    found = re.search(r"(\d+)\.\d+\.\d+", said.stdout)
    if not found:
        return ""
    return (
        "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) "
        f"Chrome/{found[1]}.0.0.0 Safari/537.36 HallScreen/{settings.agent_port}"
    )
