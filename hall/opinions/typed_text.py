"""What somebody typed, fit to be kept and shown."""

from unicodedata import category

from hall.errors import Malformed


def plain(text: str, *, field: str, longest: int, shortest: int = 0) -> str:
    """One line, bounded, without control characters.

    Invisible marks are only left out: telephones put them into faces and between words, and who
    typed the text does not know of them.
    """
    line = " ".join("".join(each for each in text if category(each) != "Cf").split())
    if not shortest <= len(line) <= longest or not line.isprintable():
        raise Malformed(field=field, longest=longest)
    return line
