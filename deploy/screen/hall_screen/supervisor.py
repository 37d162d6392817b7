"""Keeps the page up: opens it when the server is there, and again whenever it is not.

Every reason to begin anew is one of ``Reason``; those that are somebody's fault wait twice as long
each time, up to half a minute, and an hour in the night is nobody's fault.
"""

import os
import time
import urllib.error
import urllib.request
from contextlib import suppress
from enum import Enum, auto

from hall_screen import sentences as words
from hall_screen.browser import Browser, BrowserMissing
from hall_screen.compositor import compositor_answers, turn
from hall_screen.local_agent import LocalAgent
from hall_screen.profile import BrowserProfile
from hall_screen.sentences import say
from hall_screen.settings import ScreenSettings
from hall_screen.television import Television
from hall_screen.volume import set_volume

TICK_SECONDS = 0.5
LONGEST_PAUSE_SECONDS = 30
#: A page that stood for so long has begun well; what goes wrong then is another fault.
WELL_SECONDS = 60
#: So many starts in a row without a page: it is the browser's folder.
FAILURES_OF_A_PROFILE = 2
ANSWER_SECONDS = 3
#: So long a display with a page of its own for it waits for the server.
RESTING_AFTER_SECONDS = 5
#: The browser has run for so long, or the night's new beginning was already.
NIGHTLY_AFTER_SECONDS = 2 * 3600
#: Nobody's visit lasts longer: then the night ends.
NIGHT_LASTS_MINUTES = 90


class Reason(Enum):
    """Why a browser was ended, or ended."""

    EXITED = auto()
    SILENT = auto()
    NEVER_SPOKE = auto()
    SERVER_THERE = auto()
    NIGHT = auto()
    TELEVISION = auto()
    SCREEN_LOST = auto()  # the compositor ended: with its last screen, or by a fault


FAULTS = {Reason.EXITED, Reason.SILENT, Reason.NEVER_SPOKE}
OF_THE_SESSION = {Reason.TELEVISION, Reason.SCREEN_LOST}


class Supervisor:
    def __init__(self, settings: ScreenSettings, television: Television | None = None) -> None:
        self.settings = settings
        self.television = television or Television(settings.output)
        self.profile = BrowserProfile(settings)
        self.agent = LocalAgent(settings, self.profile.kept)
        self._failures = 0

    def run(self) -> None:
        """Until this process is ended, or the screen was away: then cage begins anew too."""
        if self.settings.volume is not None:
            set_volume(self.settings.volume)
        turn(self.settings)
        self.agent.open()
        try:
            while self._once() not in OF_THE_SESSION or "WAYLAND_DISPLAY" not in os.environ:
                pass
        except BrowserMissing:
            say(words.NO_BROWSER)
            time.sleep(LONGEST_PAUSE_SECONDS)
        finally:
            self.agent.close()
            self.profile.discard()

    def _once(self) -> Reason:
        """One browser, from its start to its end."""
        waits = not self._server_there()
        self.profile.prepare()
        self.agent.forget()
        browser = Browser(self.settings, self.profile.folder, self._address(waits=waits))
        began = time.monotonic()
        try:
            reason = self._watch(browser, began, waits=waits)
        finally:
            status = browser.status
            browser.end()
        if reason in FAULTS and not compositor_answers():
            reason = Reason.SCREEN_LOST
        self._after(reason, status, time.monotonic() - began)
        return reason

    def _address(self, *, waits: bool) -> str:
        server = self.settings.origin
        if waits and not self.profile.has_resting_page and self.agent.is_open:
            say(words.WAITING, server=server)
            return self.agent.waiting_page
        address = self.settings.address(enrolled=self.profile.is_enrolled())
        say(words.RESTING if waits else words.OPENING, server=server, address=address)
        return address

    def _watch(self, browser: Browser, began: float, *, waits: bool) -> Reason:
        """What is wrong with it, as soon as something is."""
        waits = waits and not self.profile.has_resting_page
        while True:
            time.sleep(TICK_SECONDS)
            if browser.status is not None:
                return Reason.EXITED
            if self.television.came_back():
                return Reason.TELEVISION
            if waits and self._answers():
                return Reason.SERVER_THERE
            if reason := self._judged(time.monotonic() - began, waits=waits):
                return reason

    def _judged(self, ran: float, *, waits: bool) -> Reason | None:
        silence = self.agent.silence
        if silence is None:
            expected = self.agent.is_open and (waits or self.profile.spoke)
            return Reason.NEVER_SPOKE if expected and ran > self.settings.first_seconds else None
        if not waits and not self.profile.spoke:
            self.profile.note_spoken()
        if silence > self.settings.silent_seconds:
            return Reason.SILENT
        if ran > NIGHTLY_AFTER_SECONDS and not self.agent.busy and self._is_night():
            return Reason.NIGHT
        return None

    def _after(self, reason: Reason, status: int | None, ran: float) -> None:
        if reason not in FAULTS:
            self._failures = 0
            said = {
                Reason.NIGHT: words.NIGHT,
                Reason.TELEVISION: words.TV_BACK,
                Reason.SCREEN_LOST: words.SCREEN_LOST,
            }
            if reason in said:
                say(said[reason])
            return
        came = self.agent.silence is not None
        self._failures = 0 if came and ran > WELL_SECONDS else self._failures + 1
        pause = min(2 ** max(self._failures - 1, 0), LONGEST_PAUSE_SECONDS)
        sentence = {Reason.EXITED: words.EXITED, Reason.SILENT: words.SILENT}
        say(sentence.get(reason, words.NEVER_SPOKE), status=status, seconds=pause)
        if self._failures >= FAILURES_OF_A_PROFILE and not came:
            self.profile.rebuild()
        time.sleep(pause)

    def _server_there(self) -> bool:
        """Asked for a few seconds where the browser has a page for its absence, else once."""
        tries = RESTING_AFTER_SECONDS if self.profile.has_resting_page else 1
        for tried in range(tries):
            if self._answers():
                return True
            time.sleep(1 if tried + 1 < tries else 0)
        return False

    def _answers(self) -> bool:
        with suppress(urllib.error.URLError, OSError, ValueError):
            asked = f"{self.settings.origin}/api/v1/health"
            with urllib.request.urlopen(asked, timeout=ANSWER_SECONDS) as answer:
                return bool(answer.status == 200)
        return False

    def _is_night(self) -> bool:
        if not self.settings.nightly:
            return False
        hours, minutes = map(int, self.settings.nightly.split(":"))
        now = time.localtime()
        return 0 <= (now.tm_hour - hours) * 60 + now.tm_min - minutes < NIGHT_LASTS_MINUTES
