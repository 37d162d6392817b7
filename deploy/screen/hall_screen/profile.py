"""The browser's folder: always begun tidy, rebuilt when it is damaged, the credential kept.

A kiosk has a fresh one in memory for each start: nothing of yesterday, no "restore pages?", no
wear on the disk; but for the cookies, among which is what makes this browser an enrolled device.
A display keeps all of it on the disk, for the page that it shows while the server is away.
"""

import os
import re
import shutil
import sqlite3
import tempfile
from contextlib import closing, suppress
from pathlib import Path

from hall_screen.sentences import KEPT, LOST, OLDER_CREDENTIAL, REBUILT, say
from hall_screen.settings import ScreenSettings

COOKIES = Path("Default/Cookies")
CREDENTIAL = "hall_device"


class BrowserProfile:
    """``folder`` is what Chromium is given; ``kept`` lies on the disk and outlives it."""

    def __init__(self, settings: ScreenSettings) -> None:
        place = settings.page.partition("?")[0]
        self._in_memory = not settings.is_display and not settings.profile
        if self._in_memory:
            part = "-".join(place.split("/")[:2])
            self.kept = _home("XDG_CONFIG_HOME", ".config") / f"hall-device{part}"
            memory = os.environ.get("XDG_RUNTIME_DIR") or None
            self.folder = Path(tempfile.mkdtemp(prefix="hall-browser.", dir=memory))
        else:
            name = f"hall{place.replace('/', '-')}"
            self.folder = Path(settings.profile or _home("XDG_CACHE_HOME", ".cache") / name)
            self.kept = self.folder.with_name(f"{self.folder.name}.kept")
        self._cookies = (self.kept if self._in_memory else self.folder / "Default") / "Cookies"
        self._copy = self.kept / "Cookies.copy"

    def prepare(self) -> None:
        """Before each start, while no browser has it open."""
        self.kept.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._keep_credential()
        if self._in_memory:
            self._begin_afresh()
        else:
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            self._make_tidy()

    def rebuild(self) -> None:
        """Everything but the cookies goes; of a profile in memory everything goes each time."""
        if not self._in_memory:
            shutil.rmtree(self.folder, ignore_errors=True)
            (self.folder / "Default").mkdir(parents=True, mode=0o700)
        self._restore()
        say(REBUILT, kept=KEPT if self.is_enrolled() else LOST)

    def discard(self) -> None:
        """What lies in memory is nobody's any more."""
        if self._in_memory:
            shutil.rmtree(self.folder, ignore_errors=True)

    def is_enrolled(self) -> bool:
        """Whether it holds a credential, good or taken away: the server alone knows that."""
        asked = "SELECT 1 FROM cookies WHERE name = ?"
        with suppress(sqlite3.Error), closing(_opened(self._cookies)) as cookies:
            return cookies.execute(asked, (CREDENTIAL,)).fetchone() is not None
        return False

    @property
    def has_resting_page(self) -> bool:
        """Whether the browser itself keeps a page for when the server is away (ADR 0017)."""
        return not self._in_memory and (self.folder / "Default/Service Worker").is_dir()

    @property
    def spoke(self) -> bool:
        """Whether a page of this server has ever told the agent that it is there."""
        return (self.kept / "page-speaks").exists()

    def note_spoken(self) -> None:
        with suppress(OSError):
            (self.kept / "page-speaks").touch()

    def _keep_credential(self) -> None:
        """A copy of cookies that can be read; from it, those that a power cut has damaged."""
        if not self._cookies.exists():
            return
        if not _is_whole(self._cookies):
            self._restore()
            say(OLDER_CREDENTIAL)
        elif self.is_enrolled():
            fresh = self._copy.with_suffix(".new")
            shutil.copyfile(self._cookies, fresh)
            with fresh.open("rb") as copied:
                os.fsync(copied.fileno())
            fresh.replace(self._copy)

    def _restore(self) -> None:
        for file in (self._cookies, self._cookies.with_name("Cookies-journal")):
            file.unlink(missing_ok=True)
        if self._copy.exists():
            self._cookies.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(self._copy, self._cookies)

    def _begin_afresh(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)
        (self.folder / "Default").mkdir(parents=True, mode=0o700)
        # The cookies themselves lie on the disk: the plug may be pulled at any moment.
        (self.folder / COOKIES).symlink_to(self._cookies)

    def _make_tidy(self) -> None:
        """A power cut is no crash that anybody should be asked about."""
        for lock in self.folder.glob("Singleton*"):
            lock.unlink(missing_ok=True)
        preferences = self.folder / "Default/Preferences"
        with suppress(OSError, UnicodeDecodeError):
            words = preferences.read_text("utf-8")
            words = words.replace('"exited_cleanly":false', '"exited_cleanly":true')
            words = re.sub(r'"exit_type":"[^"]*"', '"exit_type":"Normal"', words)
            preferences.write_text(words, encoding="utf-8")


def _home(variable: str, folder: str) -> Path:
    return Path(os.environ.get(variable) or Path.home() / folder)


def _opened(file: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)


def _is_whole(file: Path) -> bool:
    try:
        with closing(_opened(file)) as cookies:
            return bool(cookies.execute("PRAGMA quick_check").fetchone() == ("ok",))
    except sqlite3.Error:
        return False
