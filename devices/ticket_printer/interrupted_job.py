"""A job that broke off inside a picture: the printer goes on taking dots, whatever is sent.

What is sent next would be swallowed by it, ESC @ and all. ``DLE ENQ 2`` wakes it up where it is
known; elsewhere the picture is filled up with white.
"""

import re

#: Commands that say how many bytes follow, with that number: GS v 0, GS ( x, ESC *.
PICTURES = re.compile(rb"\x1dv0.(....)|\x1d\([kL](..)|\x1b\*(.)(..)", re.DOTALL)
BYTES_A_COLUMN = {0: 1, 1: 1, 32: 3, 33: 3}


def missing_at_most(job: bytes) -> int:
    """How many bytes the printer may still be waiting for, wherever this job broke off."""
    return max((_data_bytes(found) for found in PICTURES.finditer(job)), default=0)


def filling(job: bytes) -> bytes:
    """White for whatever picture the job broke off in; between commands it does nothing."""
    return bytes(missing_at_most(job))


def _data_bytes(found: re.Match[bytes]) -> int:
    raster, function, mode, columns = found.groups()
    if raster:
        return _number(raster[:2]) * _number(raster[2:]) + len(found[0])
    if function:
        return _number(function) + len(found[0])
    return _number(columns) * BYTES_A_COLUMN.get(mode[0], 3) + len(found[0])


def _number(lowest_first: bytes) -> int:
    return int.from_bytes(lowest_first, "little")
