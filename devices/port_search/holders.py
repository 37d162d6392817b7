"""Who holds a port: asked of the kernel, without touching the port.

Without the rights of root only one's own programs are seen; what another account holds shows when
the port is opened (the lock of ``flock``, or TIOCEXCL) and has no name then.
"""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from devices.port_search.ports import Computer

#: The far side of a pseudo-terminal is the machine that it plays, not somebody who holds it.
PSEUDO, FAR_SIDE = "/dev/pts/", "/dev/ptmx"


@dataclass(frozen=True, slots=True)
class Holder:
    pid: int
    program: str  # its name, as ps shows it
    is_hall: bool = False  # hall serve, or hall devices


def holders_of(path: str, computer: Computer) -> list[Holder]:
    """The programs, besides this one, that have the port open or have locked it by a file."""
    real = str(Path(path).resolve())
    pids = {pid for pid in _processes(computer) if _holds(real, computer.proc / str(pid))}
    pids |= _by_lock_file(Path(path).name, computer)
    return [_holder(pid, computer) for pid in sorted(pids - {os.getpid()})]


def _processes(computer: Computer) -> Iterator[int]:
    try:
        yield from (int(name) for name in os.listdir(computer.proc) if name.isdecimal())
    except OSError:
        return


def _holds(real: str, process: Path) -> bool:
    """Whether it is open there; a process that ends meanwhile holds nothing."""
    opened = set()
    try:
        for file in (process / "fd").iterdir():
            opened.add(_target(file))
    except OSError:
        return False
    return real in opened and not (real.startswith(PSEUDO) and FAR_SIDE in opened)


def _target(link: Path) -> str:
    try:
        return str(link.readlink())
    except OSError:
        return ""


def _by_lock_file(name: str, computer: Computer) -> set[int]:
    """Of minicom and its like: /run/lock/LCK..ttyUSB0 with a number, which may be long gone."""
    try:
        pid = int((computer.run / "lock" / f"LCK..{name}").read_text(encoding="ascii"))
        (computer.proc / str(pid)).stat()
    except (OSError, ValueError):
        return set()
    return {pid}


def _holder(pid: int, computer: Computer) -> Holder:
    process = computer.proc / str(pid)
    try:
        name = (process / "comm").read_text(encoding="utf-8", errors="replace").strip()
        words = (process / "cmdline").read_bytes().split(b"\0")
    except OSError:
        return Holder(pid, "?")
    ours = any(Path(os.fsdecode(word)).name == "hall" for word in words[:2])
    return Holder(pid, name, ours and bool({b"serve", b"devices"} & set(words)))
