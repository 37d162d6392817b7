"""Long codes copied from paper or a screen: in groups, of letters that do not look alike."""

import secrets

#: Neither 0 and O, nor 1, I and L, nor U and V: handwriting and old eyes mix them up.
LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
GROUP = 4


def new_code(groups: int) -> str:
    """Some 19.6 random bits a group, with hyphens between."""
    return "-".join("".join(secrets.choice(LETTERS) for _ in range(GROUP)) for _ in range(groups))


def as_made(typed: str) -> str:
    """What somebody typed, without what does not count: small letters, blanks, other hyphens."""
    return "".join(letter for letter in typed.upper() if letter in LETTERS)
