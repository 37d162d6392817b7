"""The other end of the RS-485 line: any number of pads, and what they show.

python -m devices.call_pads.simulator     # prints what to put in config.toml
"""

import select
import sys

from devices.call_pads.protocol import (
    BEEP,
    BLANK,
    OPEN_RATING,
    PAD_FRAMES,
    RATED,
    SHOW,
    TO_PAD,
    PadFrame,
    acknowledgement,
)
from devices.framing import FrameReader
from devices.simulated_device import SimulatedDevice

KEY = 0x01


class SimulatedPads(SimulatedDevice):
    """``shown``, ``beeps`` and ``asked`` tell what the pads were told, ``heard`` all of it."""

    kind = "call pads"

    def __init__(self) -> None:
        super().__init__()
        self.heard: list[PadFrame] = []
        self.shown: dict[int, tuple[str, str]] = {}  # waiting and number, by address
        self.beeps: dict[int, int] = {}
        self.asked: set[int] = set()
        self._unheard: list[PadFrame] = []
        self.noise = b""  # sent before every frame
        self.sends_twice = False  # as a pad that missed the echo

    def press(self, address: int, *data: int) -> None:
        """A key of the pad, such as ``0x0C``; after a digit, ``6, 0x0F``."""
        self._send(PadFrame(address, KEY, bytes(data)))

    def rate(self, address: int, value: int) -> None:
        """Function 11: a visitor presses the key of this grade on the rating pad."""
        self._send(PadFrame(address, RATED, bytes([value])))

    def _send(self, frame: PadFrame) -> None:
        if self.plugged_in:
            self._unheard += [acknowledgement(frame)] * (1 + self.sends_twice)
            self._say((self.noise + frame.encode()) * (1 + self.sends_twice))

    def serve(self) -> None:
        """Note what the pads are told, until unplugged; they acknowledge nothing."""
        frames = FrameReader(PAD_FRAMES)
        while True:
            ready, _, _ = select.select([self._ours, self._woken], [], [])
            if self._woken in ready and self._pulled():
                return
            for frame in frames.receive(self._heard()):
                self._obey(frame)

    def _obey(self, frame: PadFrame) -> None:
        self.heard.append(frame)
        if frame in self._unheard:  # only the echo of what a pad said
            self._unheard.remove(frame)
        elif frame.function == SHOW:
            digits = "".join(" " if digit == BLANK else str(digit) for digit in frame.data)
            self.shown[frame.address] = (digits[:3], digits[3:])
        elif frame.function == BEEP and not frame.data:
            self.beeps[frame.address] = self.beeps.get(frame.address, 0) + 1
        elif frame.function == TO_PAD and frame.data == OPEN_RATING:
            self.asked.add(frame.address)


def main() -> None:
    """Play pads until the input ends: an address and a key in hexadecimal, such as "1 0C"."""
    with SimulatedPads() as pads:
        sys.stdout.write(f'[call_pads]\nurl = "{pads.url}"\nwindows = "1=1 2=2"\n\n')
        sys.stdout.write("1 0C   1 06 0F   Ctrl+D\n")
        sys.stdout.flush()
        for line in sys.stdin:
            try:
                address, *keys = (int(part, 16) for part in line.split())
            except ValueError:
                continue
            pads.press(address, *keys)


if __name__ == "__main__":
    main()
