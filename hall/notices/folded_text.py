"""A text as somebody who looks for numbers reads it: what is not seen left out, each kind of digit,
blank, dash and dot the plain one. Pure.
"""

import re
from dataclasses import dataclass
from unicodedata import category, decimal

#: Drawn as nothing: a backslash and the signs of bold that stand alone (Markdown).
SIGNS = re.compile(r"\\|(?<!\*)\*\*(?!\*)")
#: Invisible marks, and what only goes with the letter before it.
UNSEEN = {"Cf", "Mn", "Me"}
DASHES = "-−⁃ー─━_＿~～"
DOTS = ".．。｡·・･•‧∙⋅●﹒⸱"
#: Brackets around an area code part its digits from the others as a dash does.
BRACKETS = "()（）"
#: What is typed for the last sign of an ID number, which is a Roman ten.
TENS = "XxＸｘⅩⅹΧХх×"
SPOKEN = {
    ord(sign): str(digit)
    for signs in ("〇一二三四五六七八九", "零壹贰叁肆伍陆柒捌玖", "○幺")
    for digit, sign in enumerate(signs)
}
ALIKE = (
    dict.fromkeys(DASHES, "-")
    | dict.fromkeys(DOTS, ".")
    | dict.fromkeys(BRACKETS, "-")
    | dict.fromkeys(TENS, "X")
)


@dataclass(frozen=True, slots=True)
class FoldedText:
    """``places`` has, for each sign of ``plain``, where it stands in the text it comes from."""

    plain: str
    places: list[int]

    @property
    def spoken(self) -> str:
        """``plain`` with each digit that is written as it is spoken (一三八) as a digit."""
        return self.plain.translate(SPOKEN)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """A stretch of ``plain``, not empty, as one of the text."""
        return self.places[start], self.places[end - 1] + 1


def folded(text: str) -> FoldedText:
    """Every line end stays, so that what stands below is not beside."""
    signs = {at for found in SIGNS.finditer(text) for at in range(*found.span())}
    seen = [(at, _plain(sign)) for at, sign in enumerate(text) if at not in signs]
    kept = [(at, sign) for at, sign in seen if sign]
    return FoldedText("".join(sign for _, sign in kept), [at for at, _ in kept])


def _plain(sign: str) -> str:
    """One sign, or none."""
    if alike := ALIKE.get(sign):
        return alike
    if sign.isascii() and sign != "\t":
        return sign
    kind = category(sign)
    if kind in UNSEEN:
        return ""
    if kind == "Nd":
        return str(decimal(sign))
    return {"Zs": " ", "Cc": " " if sign == "\t" else sign, "Pd": "-"}.get(kind, sign)
