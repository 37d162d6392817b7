"""A long text cut into pieces that each fit into one code, for a telephone without a network.

What fits is a matter of the telephone, not of the standard: 850 bytes make a code of 109 modules
(version 23, error correction M), and at 25rem on the panel of the kiosk each module is more than
a millimetre. Larger codes exist, and many a telephone does not read them from a screen.
"""

from collections.abc import Iterator, Sequence

from web.sentences.guides import AND_SO_ON, piece_title

MOST_BYTES = 850
#: Nobody holds up a telephone more often; a longer guide says in the last piece that it is longer.
MOST_PIECES = 6


def pieces(title: str, lines: Sequence[str]) -> list[str]:
    """Each piece under the title and which of how many it is."""
    room = MOST_BYTES - len(_headed(title, 9, 9, "").encode())
    cut = list(_cut(lines, room))
    if len(cut) > MOST_PIECES:
        last = cut[MOST_PIECES - 1]
        room -= len(f"\n{AND_SO_ON}".encode())
        cut = [*cut[: MOST_PIECES - 1], f"{_shortened(last, room)}\n{AND_SO_ON}"]
    return [_headed(title, turn, len(cut), text) for turn, text in enumerate(cut, 1)]


def _headed(title: str, turn: int, count: int, text: str) -> str:
    return f"{piece_title(_shortened(title, 150), turn, count)}\n{text}"


def _cut(lines: Sequence[str], room: int) -> Iterator[str]:
    """At the ends of lines; within a line only where the line alone is too long."""
    held: list[str] = []
    for line in (part for whole in lines for part in _parts(whole, room)):
        if held and len("\n".join((*held, line)).encode()) > room:
            yield "\n".join(held)
            held = []
        held.append(line)
    if held:
        yield "\n".join(held)


def _parts(line: str, room: int) -> Iterator[str]:
    while line:
        part = _shortened(line, room)
        yield part
        line = line[len(part) :]


def _shortened(text: str, room: int) -> str:
    """So many bytes of it at most, and no half character."""
    return text.encode(errors="replace")[:room].decode(errors="ignore")
