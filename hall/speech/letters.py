"""Which letters before a number are taken for one another when they are read out. Pure."""

from collections.abc import Sequence
from itertools import combinations

#: The English names of the letters, as they are heard in a loud hall: within a group they rhyme,
#: or begin alike. A letter may stand in two; W, R, O and Q stand in none with another of them.
SOUND_ALIKE = ("BCDEGPTVZ", "EFHLMNSX", "AJKH", "IY", "QU")
#: No two of these are alike, the clearest first.
DISTINCT = "ABFWROQY"


def sound_alike(prefixes: Sequence[str]) -> list[tuple[str, str]]:
    """Every two prefixes, in the order given, of which one may be heard as the other."""
    return [(one, other) for one, other in combinations(prefixes, 2) if _alike(one, other)]


def clear_letters(prefixes: Sequence[str]) -> list[str]:
    """The letters that nobody would take for any of these prefixes, nor for one another."""
    return [letter for letter in DISTINCT if not any(_alike(letter, used) for used in prefixes)]


def _alike(one: str, other: str) -> bool:
    """Letter by letter; one letter and two are told apart by their number."""
    if len(one) != len(other):
        return False
    return all(
        mine == theirs or any(mine in group and theirs in group for group in SOUND_ALIKE)
        for mine, theirs in zip(one, other, strict=True)
    )
