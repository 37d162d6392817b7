"""What counts as the same letter: full and half width, capitals, spaces, punctuation."""

from hall.plain_text import alike

LONGEST_QUERY = 40


def folded(text: str) -> str:
    """Only letters, characters and digits are left: 古村（屋）修缮 and 古村屋修缮 are the same."""
    plain = alike(text).casefold()
    return "".join(letter for letter in plain if letter.isalnum())


def asked(typed: str) -> str:
    """What is looked for: folded, and no more than 40 letters of it."""
    return folded(typed)[:LONGEST_QUERY]
