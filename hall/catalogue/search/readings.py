"""Every reading of a character, without tones: 行 is xing and hang, 绿 is lv and lu."""

import os
from functools import cache

# The phrases know one reading for each phrase and cost 20 MB; here every reading counts.
os.environ.setdefault("PYPINYIN_NO_PHRASES", "true")

from pypinyin import Style, pinyin  # noqa: E402 -- reads the setting above when it is imported


@cache
def readings(character: str) -> frozenset[str]:
    """Latin letters and digits read as themselves; what nobody can read has no reading."""
    if character.isascii():
        return frozenset(character)
    found = pinyin(character, style=Style.NORMAL, heteronym=True, errors="ignore")
    every = (reading for readings_of_one in found for reading in readings_of_one)
    plain = {reading for reading in every if reading.isascii() and reading.isalpha()}
    return frozenset(plain | {reading.replace("v", "u") for reading in plain})

