"""What is printed: the slip of a number, and every other sheet."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum
from itertools import groupby
from typing import Self


@dataclass(frozen=True, slots=True, kw_only=True)
class Slip:
    """What is printed on a number ticket (号票)."""

    hall: str
    number: str
    service: str
    windows: tuple[str, ...]  # names of the windows that take this service, such as "1", "2"
    issued_at: datetime  # aware, already in the hall's zone
    ahead: int  # people before this one when the number was taken
    link: str  # the visitor's own page, as a QR code; "" for none
    complaint_phone: str
    reprint: bool = False  # marked 补打
    forecast: str = ""  # when it will be called, in lines; "" where nothing is honest
    check: str = ""  # typed with the number at the kiosk to rate the visit; "" for none


def windows_sentence(windows: Sequence[str]) -> str:
    """请到1至3、7号窗口; a window with a name of its own is called by it."""
    numbers = {int(name) for name in windows if name.isascii() and name.isdecimal()}
    names = [name for name in windows if not (name.isascii() and name.isdecimal())]
    if numbers:
        names.insert(0, f"{'、'.join(_runs(sorted(numbers)))}号窗口")
    return f"请到{'、'.join(names)}" if names else "请留意叫号屏幕"


def _runs(numbers: Sequence[int]) -> Iterator[str]:
    """Three and more in a row are said as "1至3"."""
    for _, run in groupby(enumerate(numbers), key=lambda each: each[1] - each[0]):
        row = [number for _, number in run]
        if len(row) > 2:
            yield f"{row[0]}至{row[-1]}"
        else:
            yield from map(str, row)


def ahead_sentence(ahead: int) -> str:
    return f"前面还有{ahead}人" if ahead else "前面没有人，请准备"


class TextSize(StrEnum):
    """How large a paragraph stands on a sheet; paper of any width knows all of them."""

    NORMAL = "normal"
    TALL = "tall"
    LARGE = "large"
    HUGE = "huge"  # one short word, such as a number, as large as the paper allows


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
    """Any paper besides the number slip: a one-time notice, a fact card, a receipt.

    Printed from the top: logo, title, body, the QR code with its label, footer.
    """

    title: str
    body: tuple[Paragraph, ...] = ()
    link: str = ""  # what the QR code says; "" for no code
    link_label: str = ""
    footer: str = ""
    logo: bool = False  # the hall's picture above everything
    reprint: bool = False  # marked 补打

    def as_json(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> Self:
        values = json.loads(text)
        body = tuple(
            Paragraph(**{**each, "size": TextSize(each["size"])}) for each in values.pop("body")
        )
        return cls(body=body, **values)
