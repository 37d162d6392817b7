"""What the figures were measured on."""

import os
import platform
import sqlite3
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path


def facts(folder: Path) -> Iterator[tuple[str, str]]:
    """Name and value of everything a reader needs for judging the table."""
    yield "date", datetime.now().astimezone().isoformat(timespec="seconds")
    yield "CPU", f"{_cpu_model()}, {os.cpu_count()} cores"
    yield "kernel", f"{platform.system()} {platform.release()}"
    yield "Python", platform.python_version()
    yield "SQLite", sqlite3.sqlite_version
    yield "filesystem", _filesystem(folder)
    yield "load before", " ".join(f"{load:.2f}" for load in os.getloadavg())


def is_busy() -> bool:
    """Whether others are at work here: then only ratios and counts say anything."""
    return os.getloadavg()[0] > (os.cpu_count() or 1) / 2


def _cpu_model() -> str:
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        name, _, value = line.partition(":")
        if name.strip() in ("model name", "Model"):
            return value.strip()
    return platform.machine()


def _filesystem(folder: Path) -> str:
    """The type of the mount that holds the folder: on tmpfs a sync costs nothing."""
    device = os.stat(folder).st_dev
    wanted = f"{os.major(device)}:{os.minor(device)}"
    for line in Path("/proc/self/mountinfo").read_text().splitlines():
        mount, _, source = line.partition(" - ")
        if mount.split()[2] == wanted:
            return source.split()[0]
    return "unknown"
