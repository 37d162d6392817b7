"""The computer's own volume at start: yesterday's hand on the remote is no reason to be unheard."""

import shutil
import subprocess
from collections.abc import Iterator

from hall_screen.sentences import NO_MIXER, say

#: What cards call the control that makes all of it louder.
CONTROLS = ("Master", "PCM", "HDMI", "Headphone", "Speaker")
PATIENCE_SECONDS = 5


def set_volume(percent: int) -> None:
    """By whatever mixer there is; none of them is a reason not to show the page."""
    for command in _ways(percent):
        try:
            done = subprocess.run(
                command, capture_output=True, check=False, timeout=PATIENCE_SECONDS
            )
        except (OSError, subprocess.TimeoutExpired):
            continue
        if done.returncode == 0:
            return
    say(NO_MIXER)


def _ways(percent: int) -> Iterator[list[str]]:
    if shutil.which("wpctl"):
        yield ["wpctl", "set-volume", "@DEFAULT_AUDIO_SINK@", f"{percent}%"]
    if shutil.which("amixer"):
        for control in CONTROLS:
            yield ["amixer", "-q", "sset", control, f"{percent}%", "unmute"]
