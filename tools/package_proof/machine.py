"""A bare Debian 12 with a real systemd and no network, in namespaces of this machine.

Made with debootstrap once and kept as a tar file; each proof unpacks a new one. Needs root.
"""

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

BASE = Path("build/debian-12.tar")
#: Of what every installation of Debian 12 has; nothing that the package would bring along.
INCLUDED = "python3,adduser,debconf,systemd,systemd-sysv,udev,dbus,util-linux,procps,iproute2"
NEEDED = ("debootstrap", "unshare", "nsenter", "tar")
BOOT = Path(__file__).with_name("boot.sh")
PATIENCE_SECONDS = 60
ENVIRONMENT = {
    "HOME": "/root",
    "LC_ALL": "C.UTF-8",
    "DEBIAN_FRONTEND": "noninteractive",
    "PATH": "/usr/sbin:/usr/bin:/sbin:/bin",
}


def why_not() -> str:
    """What this machine lacks, as a sentence; "" where the proof can run."""
    if os.geteuid() != 0:
        return "没有 root 权限"
    missing = [name for name in NEEDED if shutil.which(name) is None]
    return f"缺少 {'、'.join(missing)}" if missing else ""


def base() -> Path:
    """The kept tar file; made now, which is the only time that the network is used."""
    if not BASE.exists():
        folder = BASE.with_suffix("")
        shutil.rmtree(folder, ignore_errors=True)
        include = f"--include={INCLUDED}"
        command = ["debootstrap", "--variant=minbase", include, "bookworm", str(folder)]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        unfinished = BASE.with_suffix(".unfinished")
        subprocess.run(["tar", "-C", folder, "-cf", unfinished, "."], check=True)
        unfinished.replace(BASE)
        shutil.rmtree(folder)
    return BASE


class Machine:
    """``with Machine(folder) as machine:`` -- switched on inside, gone afterwards."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "machine"

    def __enter__(self) -> "Machine":
        self.folder.mkdir(parents=True)
        subprocess.run(["tar", "-C", self.folder, "-xf", base()], check=True)
        self.switch_on()
        return self

    def switch_on(self) -> None:
        spaces = ["--mount", "--pid", "--net", "--uts", "--ipc", "--cgroup", "--fork"]
        self._process = subprocess.Popen(
            ["unshare", *spaces, "--kill-child", "sh", BOOT, self.folder],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        until = time.monotonic() + PATIENCE_SECONDS
        while not self._is_up():
            if time.monotonic() > until or self._process.poll() is not None:
                sys.exit("那台空的 Debian 没有启动。")
            time.sleep(0.2)

    def cut_power(self) -> None:
        """Every process at once; what was not on the disk is as the kernel left it."""
        self._process.kill()
        self._process.wait()

    def __exit__(self, *_: object) -> None:
        self.cut_power()
        shutil.rmtree(self.folder, ignore_errors=True)

    def run(self, command: str) -> "subprocess.CompletedProcess[str]":
        """In the machine, by its shell."""
        inside = ["-m", "-p", "-n", "-u", "-i", "-C", "sh", "-c", command]
        return subprocess.run(
            ["nsenter", "-t", self._first_process(), *inside],
            env=ENVIRONMENT, cwd="/", stdin=subprocess.DEVNULL, check=False,
            capture_output=True, encoding="utf-8", errors="replace",
        )  # fmt: skip

    def _is_up(self) -> bool:
        if not self._first_process():
            return False
        return self.run("systemctl is-system-running").stdout.strip() in ("running", "degraded")

    def _first_process(self) -> str:
        """Seen from outside: the child of unshare, which is the machine's number one."""
        pid = self._process.pid
        return Path(f"/proc/{pid}/task/{pid}/children").read_text().strip()
