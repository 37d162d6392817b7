"""Which sticks are plugged in: what the system has mounted, and what folder lies on it.

Asked every few seconds, not waited for: a reading of /proc costs nothing, and a thread that slept
in poll() would have to be woken for everything else.
"""

import re
from pathlib import Path

MOUNTS = Path("/proc/self/mountinfo")
#: File systems that sticks and disks in the hand have; of a network's nobody waits for an answer.
STICK_SYSTEMS = frozenset(
    ("vfat", "exfat", "msdos", "ntfs", "ntfs3", "fuseblk", "ext2", "ext3", "ext4", "f2fs")
)
#: Where the computer's own disks are mounted.
BUILT_IN = re.compile(r"/|/(boot|etc|home|opt|proc|root|srv|sys|usr|var)(/.*)?")
ESCAPED = re.compile(r"\\([0-7]{3})")


def mounted_sticks(mounts: Path = MOUNTS) -> list[Path]:
    """Their top folders; none where the system does not tell (``mounts`` as in proc(5))."""
    try:
        lines = mounts.read_bytes().decode("utf-8", "surrogateescape").splitlines()
    except OSError:
        return []
    found = (_mount(line) for line in lines)
    return sorted(point for point in found if point is not None)


def _mount(line: str) -> Path | None:
    """36 35 98:0 / /media/usb rw,noatime shared:1 - vfat /dev/sdb1 rw."""
    before, _, after = line.partition(" - ")
    parts, system = before.split(), after.split()[:1]
    if len(parts) < 5 or not STICK_SYSTEMS.issuperset(system) or not system:
        return None
    named = ESCAPED.sub(_unescaped, parts[4])
    return None if BUILT_IN.fullmatch(named) else Path(named)


def _unescaped(found: re.Match[str]) -> str:
    return chr(int(found[1], 8))
