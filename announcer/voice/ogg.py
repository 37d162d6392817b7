"""Opus packets in and out of Ogg files (RFC 3533, RFC 7845): bytes to values, nothing else.

Clips are joined packet by packet, without decoding anything: it takes about a millisecond, needs
no library, and loses nothing. One stream is written, because players stop behind the first.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from struct import Struct
from zlib import crc32

#: Opus counts in 48 kHz, whatever was recorded.
HERTZ = 48_000
LONGEST_FILE = 4 * 1024 * 1024

_PAGE = Struct("<4sBBqIIIB")
_HEAD = Struct("<8sBBHIhB")
_FIRST, _LAST = 2, 4
_SERIAL = 1
_MOST_SEGMENTS = 255
_PACKETS_A_PAGE = 40  # short, so that a player can begin with the first
#: Samples of a frame, by the upper five bits of a packet (RFC 6716, 3.1).
_SILK = (480, 960, 1920, 2880)
_FRAMES = (*_SILK * 3, *(480, 960) * 2, *(120, 240, 480, 960) * 4)
#: One frame of 20 ms in which nothing is heard.
SILENT_PACKET = b"\xf8\xff\xfe"


class NotOpus(ValueError):
    """The file is no mono or stereo Opus in Ogg, or it is damaged."""


@dataclass(frozen=True, slots=True)
class Opus:
    """The packets of one recording."""

    packets: tuple[bytes, ...]
    pre_skip: int = 0  # samples at its beginning that are not to be heard

    @property
    def samples(self) -> int:
        return sum(map(samples_of, self.packets))

    @property
    def seconds(self) -> float:
        return self.samples / HERTZ


def samples_of(packet: bytes) -> int:
    """How long a packet lasts, in samples at 48 kHz."""
    if not packet:
        raise NotOpus("an empty packet")
    frame, code = _FRAMES[packet[0] >> 3], packet[0] & 3
    if code < 3:
        return frame * (1 if code == 0 else 2)
    if len(packet) < 2:
        raise NotOpus("a packet without its number of frames")
    return frame * (packet[1] & 0x3F)


def silence(seconds: float) -> Opus:
    return Opus((SILENT_PACKET,) * round(seconds * HERTZ / samples_of(SILENT_PACKET)))


def joined(parts: Sequence[Opus]) -> Opus:
    """One after the other; as long as all of them together."""
    packets = tuple(packet for part in parts for packet in part.packets)
    return Opus(packets, parts[0].pre_skip if parts else 0)


def read(file: bytes) -> Opus:
    """Raises NotOpus."""
    if len(file) > LONGEST_FILE:
        raise NotOpus("too long for a clip")
    head, packets = _head_and_packets(file)
    if len(head) < _HEAD.size or not head.startswith(b"OpusHead"):
        raise NotOpus("no Opus in it")
    _, version, channels, pre_skip, _rate, _gain, family = _HEAD.unpack_from(head)
    if version > 15 or channels not in (1, 2) or family:
        raise NotOpus("neither mono nor stereo")
    opus = Opus(tuple(packets), pre_skip)
    if opus.samples <= pre_skip:
        raise NotOpus("nothing to be heard in it")
    return opus


def _head_and_packets(file: bytes) -> tuple[bytes, list[bytes]]:
    head, *others = _packets(file) if file else [b""]
    return head, others[1:]  # between them stand the tags


def write(opus: Opus) -> bytes:
    head = _HEAD.pack(b"OpusHead", 1, 1, opus.pre_skip, 24_000, 0, 0)
    tags = b"OpusTags" + bytes(8)
    pages = [_page([head], 0, 0, _FIRST), _page([tags], 0, 1, 0)]
    heard = 0
    chunks = list(_chunks(opus.packets))
    for number, chunk in enumerate(chunks, start=2):
        heard += sum(map(samples_of, chunk))
        pages.append(_page(chunk, heard, number, _LAST if number == len(chunks) + 1 else 0))
    return b"".join(pages)


def _chunks(packets: Sequence[bytes]) -> Iterator[list[bytes]]:
    """Packets by pages; none is broken over two."""
    chunk: list[bytes] = []
    segments = 0
    for packet in packets:
        needs = len(packet) // 255 + 1
        if chunk and (segments + needs > _MOST_SEGMENTS or len(chunk) == _PACKETS_A_PAGE):
            yield chunk
            chunk, segments = [], 0
        chunk.append(packet)
        segments += needs
    if chunk:
        yield chunk


def _page(packets: Sequence[bytes], position: int, number: int, flags: int) -> bytes:
    lacing = b"".join(
        b"\xff" * (len(packet) // 255) + bytes([len(packet) % 255]) for packet in packets
    )
    body = lacing + b"".join(packets)
    parts = (b"OggS", 0, flags, position, _SERIAL, number)
    unsigned = _PAGE.pack(*parts, 0, len(lacing)) + body
    return _PAGE.pack(*parts, crc(unsigned), len(lacing)) + body


def _packets(file: bytes) -> Iterator[bytes]:
    """Every packet of the first stream, also those broken over pages. Raises NotOpus."""
    begun = b""
    at, serial = 0, None
    while at < len(file):
        if len(file) < at + _PAGE.size or file[at : at + 4] != b"OggS":
            raise NotOpus("damaged, or no Ogg file")
        _, _, _, _, stream, _, signed, count = _PAGE.unpack_from(file, at)
        body = at + _PAGE.size + count
        lacing = file[at + _PAGE.size : body]
        end = body + sum(lacing)
        page = file[at:end]
        if crc(page[:22] + bytes(4) + page[26:]) != signed or len(page) != end - at:
            raise NotOpus("damaged")
        serial = stream if serial is None else serial
        if stream != serial:
            raise NotOpus("more than one stream")
        for size in lacing:
            begun += file[body : body + size]
            body += size
            if size < 255:
                yield begun
                begun = b""
        at = end
    if begun:
        raise NotOpus("its end is missing")


#: Each byte with its bits from right to left.
_MIRRORED = bytes(int(f"{byte:08b}"[::-1], 2) for byte in range(256))


def crc(data: bytes) -> int:
    """Ogg's own checksum: zlib's polynomial, but begun with zeros, and each byte from its other
    end. A loop over the bytes of one call would take longer than all else about it."""
    mirrored = crc32(data.translate(_MIRRORED), 0xFFFFFFFF) ^ 0xFFFFFFFF
    return int(f"{mirrored:032b}"[::-1], 2)
