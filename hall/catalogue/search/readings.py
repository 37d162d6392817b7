"""Every reading of a character, without tones: 行 is xing and hang, 绿 is lv and lu."""

import os
from functools import cache

#: What a character is read as in a place's name alone: 乐亭 is Laoting.
IN_PLACES = {"乐": "lao"}


@cache
def readings(character: str) -> frozenset[str]:
    """Latin letters and digits read as themselves; what nobody can read has no reading."""
    if character.isascii():
        return frozenset(character)
    found = (reading for every in _pinyin_of(character) for reading in every)
    plain = {reading for reading in found if reading.isascii() and reading.isalpha()}
    plain |= {IN_PLACES[character]} if character in IN_PLACES else set()
    return frozenset(plain | {reading.replace("v", "u") for reading in plain})


@cache
def usual_reading(character: str) -> str:
    """The one that a dictionary would list it under; "" for what nobody can read."""
    if character.isascii():
        return character
    found = (reading for every in _pinyin_of(character) for reading in every)
    return next((reading for reading in found if reading.isascii() and reading.isalpha()), "")


def _pinyin_of(character: str) -> list[list[str]]:
    # Its phrases know one reading for each phrase and cost 20 MB; here every reading counts.
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "true")
    from pypinyin import Style, pinyin  # slow to load, and not needed before somebody searches

    return pinyin(character, style=Style.NORMAL, heteronym=True, errors="ignore")
