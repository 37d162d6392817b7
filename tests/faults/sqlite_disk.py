"""The disk under SQLite, in our hands: every write and sync is seen, and can be made to fail.

A VFS of our own is put over SQLite's: https://www.sqlite.org/vfs.html. It hands each operation on
and asks, before that, what the ``Disk`` says. The structures are those of sqlite3.h 3.40.
"""

import _sqlite3
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from ctypes import (
    CDLL,
    CFUNCTYPE,
    POINTER,
    Structure,
    addressof,
    c_char_p,
    c_int,
    c_int64,
    c_void_p,
    cast,
    memmove,
    pointer,
    sizeof,
    string_at,
)
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

OK = 0
#: Result codes: https://www.sqlite.org/rescode.html
FULL = 13
IOERR_WRITE = 10 | 3 << 8
IOERR_FSYNC = 10 | 4 << 8
IOERR_TRUNCATE = 10 | 6 << 8


class Doing(Enum):
    """What SQLite asks of a disk that changes something there."""

    WRITE = "write"
    TRUNCATE = "truncate"
    SYNC = "sync"


@dataclass(frozen=True, slots=True)
class Operation:
    doing: Doing
    file: Path


#: Called before each operation: 0 lets it happen, anything else is SQLite's result code.
Answer = Callable[[Operation], int]

_WRITE = CFUNCTYPE(c_int, c_void_p, c_void_p, c_int, c_int64)
_TRUNCATE = CFUNCTYPE(c_int, c_void_p, c_int64)
_SYNC = CFUNCTYPE(c_int, c_void_p, c_int)
_CLOSE = CFUNCTYPE(c_int, c_void_p)


class _Methods(Structure):
    """sqlite3_io_methods, version 3."""

    _fields_ = [
        ("version", c_int),
        ("close", _CLOSE),
        ("read", c_void_p),
        ("write", _WRITE),
        ("truncate", _TRUNCATE),
        ("sync", _SYNC),
        ("others", c_void_p * 13),
    ]


class _File(Structure):
    """sqlite3_file: what a VFS keeps of its own lies behind it."""

    _fields_ = [("methods", POINTER(_Methods))]


# The name stays a pointer: SQLite keeps it, and Python's copy of it would be gone.
_OPEN = CFUNCTYPE(c_int, c_void_p, c_void_p, POINTER(_File), c_int, POINTER(c_int))


class _Vfs(Structure):
    """sqlite3_vfs, version 3."""

    _fields_ = [
        ("version", c_int),
        ("file_size", c_int),
        ("longest_path", c_int),
        ("next", c_void_p),
        ("name", c_char_p),
        ("data", c_void_p),
        ("open", _OPEN),
        ("others", c_void_p * 14),
    ]


# Linked into Python's module or beside it: either way it is found through the module.
_library = CDLL(_sqlite3.__file__)
_library.sqlite3_vfs_find.restype = POINTER(_Vfs)
_library.sqlite3_vfs_find.argtypes = [c_char_p]
_library.sqlite3_vfs_register.argtypes = [POINTER(_Vfs), c_int]
_library.sqlite3_vfs_unregister.argtypes = [POINTER(_Vfs)]


class Disk:
    """What lies under SQLite while ``sqlite_on(disk)`` holds; ``answer`` may be changed at any
    time, and is asked by whichever thread writes."""

    def __init__(self, answer: Answer = lambda _: OK) -> None:
        self.answer = answer
        self._paths: dict[int, Path] = {}
        self._below = _library.sqlite3_vfs_find(None)
        self._methods: dict[int, _Methods] = {}
        self._vfs = _Vfs()
        memmove(addressof(self._vfs), self._below, sizeof(_Vfs))
        self._vfs.name = b"hall-under-test"
        self._open = _OPEN(self._opened)  # kept, or Python forgets what SQLite calls
        self._vfs.open = self._open

    def _opened(self, _vfs, name, file, flags, out_flags) -> int:
        result: int = self._below.contents.open(
            cast(self._below, c_void_p), name, file, flags, out_flags
        )
        if result == OK and name and file.contents.methods:
            self._paths[addressof(file.contents)] = Path(os.fsdecode(string_at(name)))
            file.contents.methods = pointer(self._over(file.contents.methods))
        return result

    def _over(self, below) -> _Methods:
        """The methods of a kind of file, with ours over theirs; made once for each kind."""
        key = addressof(below.contents)
        if key not in self._methods:
            self._methods[key] = _methods_over(below.contents, self._asked, self._paths.pop)
        return self._methods[key]

    def _asked(self, doing: Doing, file: int) -> int:
        return self.answer(Operation(doing, self._paths[file]))


def _methods_over(
    below: _Methods, asked: Callable[[Doing, int], int], closed: Callable[[int, None], object]
) -> _Methods:
    over = _Methods()
    memmove(addressof(over), addressof(below), sizeof(_Methods))

    def write(file: int, content: int, amount: int, at: int) -> int:
        return asked(Doing.WRITE, file) or below.write(file, content, amount, at)

    def truncate(file: int, size: int) -> int:
        return asked(Doing.TRUNCATE, file) or below.truncate(file, size)

    def sync(file: int, flags: int) -> int:
        return asked(Doing.SYNC, file) or below.sync(file, flags)

    def close(file: int) -> int:
        closed(file, None)
        return below.close(file)

    over.write, over.truncate, over.sync = _WRITE(write), _TRUNCATE(truncate), _SYNC(sync)
    over.close = _CLOSE(close)
    return over


@contextmanager
def sqlite_on(disk: Disk) -> Iterator[None]:
    """Every database that is opened inside lies on this disk; close it before the end."""
    _library.sqlite3_vfs_register(pointer(disk._vfs), 1)
    try:
        yield
    finally:
        _library.sqlite3_vfs_unregister(pointer(disk._vfs))
