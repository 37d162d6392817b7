"""NUT's protocol (RFC 9271), as far as a reader of one UPS needs it, with no socket in sight.

    > LIST VAR ups
    < BEGIN LIST VAR ups
    < VAR ups battery.charge "100"
    < END LIST VAR ups            or at any place: ERR UNKNOWN-UPS

Lines end with LF; a word with spaces stands in quotes, where a backslash precedes a quote or a
backslash (§4.2).
"""

import re
from collections.abc import Mapping

from devices.framing import BadFrame

LONGEST_LINE = 1024  # bytes; NUT itself stops at 512
MOST_VARIABLES = 500
NAME = re.compile(r"[A-Za-z0-9_.-]{1,64}")
WORD = re.compile(r'"((?:[^"\\]|\\.)*)"|(\S+)')


class UpsRefused(Exception):
    """The server says ERR; ``code`` is its word, such as UNKNOWN-UPS or DATA-STALE."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def list_var(ups: str) -> bytes:
    """The question for everything that is known of this UPS."""
    return f"LIST VAR {ups}\n".encode("ascii")


def words(line: str) -> list[str]:
    """Of one line. Raises BadFrame for a quote that does not end."""
    rest = WORD.sub("", line)
    if '"' in rest or rest.strip():
        raise BadFrame(line[:80])
    return [
        re.sub(r"\\(.)", r"\1", quoted) if quoted or not plain else plain
        for quoted, plain in WORD.findall(line)
    ]


class VariableReader:
    """Feed it pieces of any size; it returns the list of variables once it is whole."""

    def __init__(self, ups: str) -> None:
        self._ups = ups
        self._buffer = bytearray()
        self._variables: dict[str, str] | None = None

    def receive(self, data: bytes) -> list[Mapping[str, str]]:
        """The answers to LIST VAR that these bytes complete.

        Raises UpsRefused; BadFrame for what no server of NUT would say.
        """
        self._buffer += data
        answers: list[Mapping[str, str]] = []
        while (end := self._buffer.find(b"\n")) >= 0:
            line = bytes(self._buffer[:end])
            del self._buffer[: end + 1]
            if answer := self._take(line.decode("utf-8", errors="replace").rstrip("\r")):
                answers.append(answer)
        if len(self._buffer) > LONGEST_LINE:
            raise BadFrame("a line without end")
        return answers

    def _take(self, line: str) -> Mapping[str, str] | None:
        match words(line):
            case ["ERR", code, *_]:
                raise UpsRefused(code)
            case ["BEGIN", "LIST", "VAR", self._ups]:
                self._variables = {}
            case ["VAR", self._ups, name, value] if self._variables is not None:
                self._variables[name] = value
                if len(self._variables) > MOST_VARIABLES:
                    raise BadFrame("variables without end")
            case ["END", "LIST", "VAR", self._ups] if self._variables is not None:
                whole, self._variables = self._variables, None
                return whole
            case _:
                raise BadFrame(line[:80])
        return None
