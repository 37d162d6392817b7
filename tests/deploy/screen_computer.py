"""The computer behind a screen, as far as one machine can play it: an X server is the television,
cage draws into a window of it, and what systemd does is done here: begun anew whenever it ends.

cage refuses to run as root, so root lends it to nobody, in folders of its own.
"""

import os
import shutil
import signal
import subprocess
import tempfile
from contextlib import suppress
from pathlib import Path
from threading import Event, Thread
from typing import Self

from tests.deploy import x_window
from tests.waiting import PATIENCE_SECONDS, wait_until

NEEDED = ("Xvfb", "cage", "setpriv", "chromium")
SOURCE = Path(__file__).parents[2] / "deploy/screen"
NOBODY = 65534
AS_NOBODY = ["setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups"]


def missing() -> list[str]:
    return [name for name in NEEDED if shutil.which(name) is None]


class ScreenComputer:
    """``more``: settings of the config file, by their keys."""

    def __init__(self, **more: object) -> None:
        memory = "/dev/shm" if Path("/dev/shm").is_dir() else None
        self.folder = Path(tempfile.mkdtemp(prefix="screen.", dir=memory))
        shutil.copytree(SOURCE, self.folder / "program", ignore=_no_caches)
        self.home, self.runtime = self.folder / "home", self.folder / "runtime"
        self.connector = self.folder / "drm/card0-HDMI-A-1/status"
        self.connector.parent.mkdir(parents=True)
        self.connector.write_text("connected\n", "ascii")
        for folder in (self.home, self.runtime):
            folder.mkdir(mode=0o700)
            if os.geteuid() == 0:
                os.chown(folder, NOBODY, NOBODY)
        self.folder.chmod(0o755)
        (self.folder / "config").write_text(
            "".join(f"{key}={value}\n" for key, value in more.items()), "utf-8"
        )
        self.log = self.folder / "log"
        self._ended = Event()
        self._service: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        self.number = next(n for n in range(60, 999) if not x_window.is_there(n))
        self._television = subprocess.Popen(
            ["Xvfb", f":{self.number}", "-screen", "0", "1920x1080x24", "-ac", "-noreset"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        wait_until(lambda: x_window.is_there(self.number), "the X server is there")
        with x_window.Display(self.number) as display:
            display.know_words()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()
        self._television.terminate()
        self._television.wait(PATIENCE_SECONDS)
        shutil.rmtree(self.folder, ignore_errors=True)

    def start(self) -> None:
        """As the service of the package: begun anew a second after each end."""
        self._ended = Event()
        self._thread = Thread(target=self._keep, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """As when the service is stopped: the launcher ends its browser, and so cage."""
        self._ended.set()
        for pid in [each for each in self.pids() if _is_launcher(each)]:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGTERM)
        with suppress(AssertionError):
            wait_until(lambda: not self.pids(), "everything of the screen has ended")
        for pid in self.pids():
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)

    def switch_off(self) -> None:
        """By its remote: the kernel sees nothing connected, and cage loses its screen."""
        self.connector.write_text("disconnected\n", "ascii")
        with x_window.Display(self.number) as display:
            display.close_window()
            wait_until(lambda: not display.windows(), "the picture is gone")

    def switch_on(self) -> None:
        self.connector.write_text("connected\n", "ascii")

    def resize(self, width: int, height: int) -> None:
        with x_window.Display(self.number) as display:
            display.resize(width, height)

    def kill_pages(self) -> int:
        """As a crash would: the browser itself lives on. How many there were."""
        pages = [pid for pid in self.pids() if "--type=renderer" in _command(pid)]
        for pid in pages:
            os.kill(pid, signal.SIGKILL)
        return len(pages)

    def said(self) -> str:
        return self.log.read_text("utf-8", errors="replace") if self.log.exists() else ""

    def pids(self) -> list[int]:
        """Everything that runs in this computer's folders, and what that has started: a page's
        own process has written its title over where its surroundings stood."""
        mine = f"HALL_SCREEN_CONFIG={self.folder}/".encode()
        found, parents = set(), {}
        for process in Path("/proc").glob("[0-9]*"):
            with suppress(OSError):
                state = (process / "stat").read_text("ascii", errors="replace").rpartition(")")[2]
                if state.split()[0] in "ZX":
                    continue
                parents[int(process.name)] = int(state.split()[1])
                if mine in (process / "environ").read_bytes():
                    found.add(int(process.name))
        while more := {pid for pid, parent in parents.items() if parent in found} - found:
            found |= more
        return sorted(found)

    def _keep(self) -> None:
        while not self._ended.is_set():
            with self.log.open("ab") as log:
                self._service = subprocess.Popen(
                    self._command(), env=self._environment(), stdout=log, stderr=log
                )
                self._service.wait()
            self._ended.wait(1)

    def _command(self) -> list[str]:
        lent = AS_NOBODY if os.geteuid() == 0 else []
        return [*lent, "/usr/bin/python3", str(self.folder / "program/hall-screen"), "session"]

    def _environment(self) -> dict[str, str]:
        return {
            "PATH": os.environ["PATH"],
            "PYTHONDONTWRITEBYTECODE": "1",
            "HOME": str(self.home),
            "XDG_RUNTIME_DIR": str(self.runtime),
            "DISPLAY": f":{self.number}",
            "LIBSEAT_BACKEND": "noop",
            "WLR_BACKENDS": "x11",
            "WLR_RENDERER": "pixman",
            "WLR_LIBINPUT_NO_DEVICES": "1",
            "HALL_SCREEN_CONFIG": str(self.folder / "config"),
            "HALL_SCREEN_CONNECTORS": str(self.folder / "drm"),
            "HALL_SCREEN_FLAGS": "--no-sandbox --disable-gpu",
        }


def _command(pid: int) -> str:
    with suppress(OSError):
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode()
    return ""


def _is_launcher(pid: int) -> bool:
    """Not cage around it, without which a browser would end before it has written its cookies."""
    return "python3 " in (words := _command(pid)) and "cage " not in words


def _no_caches(_: str, names: list[str]) -> list[str]:
    return [name for name in names if name in {"__pycache__", "debian"}]
