"""What somebody typed, fit to be kept, shown and compared. Pure."""

from unicodedata import category, normalize

from hall.errors import Malformed


def one_line(text: str) -> str:
    """Blanks and line ends, however many, become single blanks; none are left around it."""
    return " ".join(text.split())


def lines_of(text: str) -> list[str]:
    """Its lines, without blanks around them and without empty ones."""
    return [line for whole in text.splitlines() if (line := whole.strip())]


def alike(text: str) -> str:
    """Full and half width, and other ways to write the same character, become one."""
    return normalize("NFKC", text)


def without_unseen(text: str) -> str:
    """Without invisible marks."""
    return "".join(sign for sign in text if category(sign) != "Cf")


def plain(text: str, *, field: str, longest: int, shortest: int = 0) -> str:
    """One line, bounded, without control characters. Raises Malformed with ``field``.

    Invisible marks are only left out: telephones put them into faces and between words, and who
    typed the text does not know of them.
    """
    line = one_line(without_unseen(text))
    if not shortest <= len(line) <= longest or not line.isprintable():
        raise Malformed(field=field, longest=longest)
    return line
