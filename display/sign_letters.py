"""How large an emergency stands on a window's sign: as large as all of it fits above the number.

Pure. Sizes are in hundredths of the sign's width, as css/display/sign.css has them by name.
"""

from dataclasses import dataclass
from math import ceil

#: Signs that stand before the title on a sign.
BEFORE_TITLE = 5
WIDTH, HEIGHT = 92, 23.5  # of the emergency's place
BETWEEN = 1  # title and text
TITLE_LINE, TEXT_LINE = 1.2, 1.35
#: Name, font size of the title, of the text; the smallest last, which is taken in any case.
SIZES = (("large", 6.8, 4.8), ("middle", 4.8, 3.4), ("small", 4.0, 2.4))


@dataclass(frozen=True, slots=True)
class SignLetters:
    name: str
    is_whole: bool  # all of the emergency is seen


def sign_letters(title: str, text: str) -> SignLetters:
    """The largest in which all of an emergency is seen; else the smallest."""
    whole = [name for name, *sizes in SIZES if _height(title, text, *sizes) <= HEIGHT]
    return SignLetters(whole[0], is_whole=True) if whole else SignLetters("small", is_whole=False)


def _height(title: str, text: str, title_size: float, text_size: float) -> float:
    titles = _lines(BEFORE_TITLE + len(title), title_size)
    texts = sum(_lines(len(line.strip()), text_size) for line in text.splitlines())
    return titles * title_size * TITLE_LINE + BETWEEN + texts * text_size * TEXT_LINE


def _lines(signs: int, size: float) -> int:
    """Nothing in Chinese is wider than a hanzi."""
    return ceil(signs / int(WIDTH / size))
