"""The server's own sound card, through mpv: one announcement at a time, nothing of it kept."""

import logging
import shutil
import subprocess
from collections.abc import Callable
from threading import Thread

log = logging.getLogger(__name__)

#: Longer than any announcement: a player that hangs must not hold the hall's voice.
LONGEST_SECONDS = 120
#: Reads the sound from its input, follows no configuration, opens no window.
MPV = ("mpv", "--no-config", "--no-video", "--really-quiet", "--no-terminal", "--ao=alsa,")


def mpv() -> tuple[str, ...] | None:
    """How to start the player; None where it is not installed."""
    return MPV if shutil.which(MPV[0]) else None


class SoundCard:
    def __init__(self, program: tuple[str, ...]) -> None:
        self._program = program
        self._playing: subprocess.Popen[bytes] | None = None

    def play(self, file: bytes, volume: int, done: Callable[[str], None]) -> None:
        """Returns at once; ``done`` is told on a thread of its own, as a page would report it,
        whether all of it was played."""
        Thread(target=self._play, args=(file, volume, done), name="sound card", daemon=True).start()

    def _play(self, file: bytes, volume: int, done: Callable[[str], None]) -> None:
        done("ended" if self._plays_whole(file, volume) else "failed")

    def _plays_whole(self, file: bytes, volume: int) -> bool:
        try:
            with subprocess.Popen(
                [*self._program, f"--volume={volume}", "-"],
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
            ) as self._playing:
                try:
                    _, said = self._playing.communicate(file, LONGEST_SECONDS)
                except subprocess.TimeoutExpired:
                    self._playing.kill()
                    return False
        except OSError as error:
            log.warning("the sound card's player did not start: %s", error)
            return False
        if self._playing.returncode:
            log.warning("the sound card's player failed: %s", said[-300:].decode(errors="replace"))
        return self._playing.returncode == 0

    def stop(self) -> None:
        if self._playing and self._playing.poll() is None:
            self._playing.kill()
