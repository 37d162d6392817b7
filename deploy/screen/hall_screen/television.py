"""Whether a screen is on, as the kernel knows it: off by its remote it looks unplugged (HPD)."""

import os
from pathlib import Path
from time import sleep

from hall_screen.sentences import TV_AWAY, say

CONNECTORS = Path("/sys/class/drm")
PAUSE_SECONDS = 0.5


class Television:
    """``output``: the connector's name, HDMI-A-1; "": any of them."""

    def __init__(self, output: str = "", connectors: Path | None = None) -> None:
        self._folder = connectors or Path(os.environ.get("HALL_SCREEN_CONNECTORS", CONNECTORS))
        self._output = output
        self._was_on = self.is_on()

    def is_on(self) -> bool:
        """Also where nothing is known of it: no connector by this name, or no such driver."""
        known = self._statuses()
        return not known or "connected" in known or "unknown" in known

    def came_back(self) -> bool:
        """Once for each time that it was off and is on again."""
        before, self._was_on = self._was_on, self.is_on()
        return self._was_on and not before

    def wait_until_on(self) -> None:
        """A compositor without a screen would start a browser without a picture."""
        while not self.is_on():
            say(TV_AWAY)
            sleep(PAUSE_SECONDS)

    def _statuses(self) -> list[str]:
        found = []
        for file in sorted(self._folder.glob(f"card*-{self._output or '*'}/status")):
            try:
                found.append(file.read_text("ascii").strip())
            except OSError:
                continue
        return found
