"""AutoEnroll (31) and AutoIdentify (32) as the two dialects of modules understand them.

Our driver never sends either: a frame of one dialect is a valid frame with another meaning in
the other. They are played so that a test can show what would happen.
"""

import struct
from collections.abc import Callable
from enum import Enum

from devices.fingerprint_reader.codes import Confirmation
from devices.fingerprint_reader.protocol import PacketKind, ReaderFrame

CAPTURES_OF_A = 6


class AutomaticForm(Enum):
    A = "A"  # R503 from 1.2: 31 id overwrite duplicates steps lift
    B = "B"  # HLK, Synochip: 31 id(2) times flags(2)


def enrolment(
    form: AutomaticForm,
    parameters: bytes,
    snapshot: Callable[[], bytes | None],
    keep: Callable[[int, bytes], None],
) -> list[ReaderFrame]:
    """Progress, and at the end what became of it; the finger is simply there or not.

    Raises struct.error when ``parameters`` are not as long as this form's: five bytes either way.
    """
    if form is AutomaticForm.A:
        page, _, _, steps, _ = struct.unpack(">5B", parameters)
        captures, told = CAPTURES_OF_A, bool(steps)
    else:
        page, captures, flags = struct.unpack(">HBH", parameters)
        told = not flags & 0b100
    progress: list[ReaderFrame] = []
    for step in range(1, captures + 1):
        features = snapshot()
        if features is None:
            return [*progress, _ack(Confirmation.TIMED_OUT, bytes([step, page & 0xFF]))]
        progress += [_ack(Confirmation.OK, bytes([step, page & 0xFF]))] * told
        keep(page, features)
    return [*progress, _ack(Confirmation.OK, bytes([0x0F, page & 0xFF]))]


def identification(form: AutomaticForm, parameters: bytes, found: int | None) -> list[ReaderFrame]:
    """Both forms answer with step, page and score; only what they were asked differs.

    Raises struct.error when ``parameters`` are not five bytes.
    """
    struct.unpack(">5B" if form is AutomaticForm.A else ">BHH", parameters)
    if found is None:
        return [_ack(Confirmation.NOT_FOUND, b"\x03" + bytes(4))]
    return [_ack(Confirmation.OK, b"\x03" + struct.pack(">HH", found, 96))]


def _ack(code: Confirmation, results: bytes) -> ReaderFrame:
    return ReaderFrame(PacketKind.ACK, bytes([code]) + results)
