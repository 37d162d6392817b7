"""What is printed, in no printer's language: a number slip is a sheet like every other paper."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any, Self


class TextSize(StrEnum):
    """How large a paragraph stands on a sheet; paper of any width knows all of them."""

    NORMAL = "normal"
    TALL = "tall"
    LARGE = "large"
    FITTED = "fitted"  # large where the text fits into one line, smaller where it does not
    HUGE = "huge"  # one short word, such as a number, as large as the paper allows
    SPACE = "space"  # no text: two millimetres of white


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A piece of running text. Only dashes, three or more: a line across the paper."""

    text: str
    size: TextSize = TextSize.NORMAL
    centred: bool = False
    bold: bool = False
    ticked: bool | None = None  # a box before it, ticked or to be ticked; None: no box


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One paper, cut off at its end: a number slip, a one-time notice, a fact card, a receipt.

    Printed from the top: logo, banner, title, body, the QR code with its label, what stands
    below it, footer.
    """

    title: str
    body: tuple[Paragraph, ...] = ()
    link: str = ""  # what the QR code says; "" for no code
    link_label: str = ""
    below: tuple[Paragraph, ...] = ()  # under the code, in lines close to one another
    footer: str = ""
    logo: bool = False  # the hall's picture above everything
    banner: str = ""  # large above the title: that it was printed once before

    def as_json(self) -> str:
        """For the record of what was printed, and for a printer on another computer."""
        return json.dumps(asdict(self), ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> Self:
        """Also what earlier versions kept, which had no ``below`` and said ``reprint``.

        Raises ValueError, TypeError or KeyError for what no version wrote.
        """
        values = json.loads(text)
        values.pop("reprint", None)
        body, below = (_paragraphs(values.pop(part, ())) for part in ("body", "below"))
        return cls(body=body, below=below, **values)


def _paragraphs(kept: Iterable[Mapping[str, Any]]) -> tuple[Paragraph, ...]:
    return tuple(Paragraph(**{**values, "size": TextSize(values["size"])}) for values in kept)
