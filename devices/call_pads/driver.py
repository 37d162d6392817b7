"""Plays hall.machines.CallPads over one RS-485 line.

Every frame that is understood goes straight back: that is how a pad knows it was heard. A pad
that hears nothing sends again, so a frame that comes twice within a moment is one press.
"""

from collections import deque
from collections.abc import Callable, Mapping
from time import monotonic

from devices.call_pads import protocol
from devices.call_pads.keys import key_in
from devices.call_pads.protocol import PAD_FRAMES, PadFrame
from devices.framing import FrameReader
from devices.link import SerialLink
from hall.machines import MachineUnavailable, PadKey, PadPress, PadRating

SEND_SECONDS = 1.0
AGAIN_SECONDS = 0.4  # a pad repeats an unanswered frame sooner than a finger presses twice
MOST_DATA_BYTES = 3  # what a pad may say; longer frames are none of a pad's


class SerialCallPads:
    def __init__(
        self,
        link: SerialLink,
        *,
        windows: Mapping[int, str],
        raters: Mapping[int, str],
        keys: Mapping[bytes, PadKey],
        now: Callable[[], float] = monotonic,
    ) -> None:
        self._link = link
        self._windows = windows
        self._raters = raters
        self._keys = keys
        self._frames = FrameReader(PAD_FRAMES)
        self._now = now
        self._heard: deque[PadFrame] = deque()
        self._latest: tuple[PadFrame, float] | None = None

    def next_word(self, timeout_seconds: float) -> PadPress | PadRating | None:
        """What a pad says next; None when nobody pressed anything for so long.

        Repeats within 0.4 s and frames of unknown pads or keys are passed over. Raises
        MachineUnavailable when the line breaks; what was heard before is forgotten then.
        """
        try:
            if not self._heard:
                self._heard.extend(self._link.hear(self._frames.receive, timeout_seconds))
            while self._heard:
                if word := self._understood(self._heard.popleft()):
                    return word
        except MachineUnavailable:
            self._heard.clear()  # pressed before the line broke, it calls nobody minutes later
            raise
        return None

    def _understood(self, frame: PadFrame) -> PadPress | PadRating | None:
        if len(frame.data) > MOST_DATA_BYTES or not frame.data:
            return None
        word = self._word(frame)
        if word is None:
            return None
        self._say(protocol.acknowledgement(frame))
        again = self._latest and self._latest[0] == frame
        fresh = not again or self._now() - (self._latest or (frame, 0))[1] > AGAIN_SECONDS
        self._latest = (frame, self._now())
        return word if fresh else None

    def _word(self, frame: PadFrame) -> PadPress | PadRating | None:
        if frame.function == protocol.RATED:
            window = self._raters.get(frame.address)
            return PadRating(window, frame.data[0]) if window else None
        window, pressed = self._windows.get(frame.address), key_in(frame.data, self._keys)
        return PadPress(window, *pressed) if window and pressed else None

    def show(self, window: str, *, waiting: int, number: str) -> None:
        """Show three digits of ``waiting`` and three of ``number``, whose letters are left out.

        A window without a pad is passed over. Raises MachineUnavailable.
        """
        digits = "".join(sign for sign in number if sign.isascii() and sign.isdecimal())
        for address, name in self._windows.items():
            if name == window:
                shown = int(digits) if digits else None
                self._say(protocol.show(address, waiting=waiting, number=shown))

    def beep(self, window: str) -> None:
        """Sound the pads of this window, if it has any. Raises MachineUnavailable."""
        for address, name in self._windows.items():
            if name == window:
                self._say(protocol.beep(address))

    def ask_for_rating(self, window: str) -> None:
        """Wake the rating pads of this window; the grade comes by ``next_word``.

        Raises MachineUnavailable.
        """
        for address, name in self._raters.items():
            if name == window:
                self._say(protocol.open_rating(address))

    def close(self) -> None:
        """Let go of the line; the next use opens it again."""
        self._link.close()

    def _say(self, frame: PadFrame) -> None:
        self._link.send(frame.encode(), SEND_SECONDS, keep=True)
