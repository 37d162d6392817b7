"""Frames out of a stream of bytes: what the serial protocols share, with no wire in sight.

A protocol gives its rule: the mark that begins a frame, how long its header is, what the header
says of the frame's size, and how a whole frame is understood. The reader survives any splitting
of the input and keeps less than one frame. Bytes that cannot belong to a frame are skipped and
counted, so line noise costs one frame, never the connection.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

FrameT = TypeVar("FrameT")


class BadFrame(Exception):
    """These bytes cannot be a frame, whatever follows them."""


@dataclass(frozen=True, slots=True)
class FrameRule(Generic[FrameT]):
    """How one protocol's frames are told from noise."""

    start: bytes
    header_bytes: int  # from the start mark to the last byte that says the frame's size
    size_of: Callable[[bytes], int]  # of the whole frame, by its header; raises BadFrame
    decode: Callable[[bytes], FrameT]  # a whole frame; raises BadFrame when its sum is wrong


class FrameReader(Generic[FrameT]):
    """Feed it pieces of any size; it returns whole frames."""

    def __init__(self, rule: FrameRule[FrameT]) -> None:
        self._rule = rule
        self._buffer = bytearray()
        self.discarded = 0  # bytes
        self.damaged = 0  # frames that were whole and wrong

    def receive(self, data: bytes) -> list[FrameT]:
        """The frames that these bytes complete; of wrong ones only the count is kept."""
        self._buffer += data
        frames = []
        while self._at_header():
            try:
                size = self._rule.size_of(bytes(self._buffer[: self._rule.header_bytes]))
            except BadFrame:
                self._discard(1)  # a false start: look for the next one
                continue
            if len(self._buffer) < size:
                break  # the rest is still on its way
            frames += self._take(size)
        return frames

    def _take(self, size: int) -> list[FrameT]:
        try:
            frame = self._rule.decode(bytes(self._buffer[:size]))
        except BadFrame:
            self.damaged += 1
            self._discard(1)  # a whole frame may begin inside what is not one
            return []
        del self._buffer[:size]
        return [frame]

    def _at_header(self) -> bool:
        """Skip noise up to a start mark; say whether a whole header now lies there."""
        at = self._buffer.find(self._rule.start)
        self._discard(at if at >= 0 else len(self._buffer) - self._begun())
        return len(self._buffer) >= self._rule.header_bytes

    def _begun(self) -> int:
        """How many bytes at the end may be the beginning of a start mark."""
        longest = len(self._rule.start) - 1
        starts = (self._rule.start[:count] for count in range(longest, 0, -1))
        return next((len(start) for start in starts if self._buffer.endswith(start)), 0)

    def _discard(self, count: int) -> None:
        self.discarded += count
        del self._buffer[:count]
