"""What a number slip (号票) tells, as the words that its layout in ``paper_kinds.py`` sets."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby

from hall.line.window_names import called
from hall.machines import Sheet
from hall.slips.layout import sheet_from
from hall.slips.paper_kinds import KINDS, RATE_AT_KIOSK, RATE_BY_CODE

#: Stands above a paper that is printed once more.
REPRINT = "【补打】"


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberSlip:
    hall: str
    number: str
    service: str
    windows: tuple[str, ...]  # names of the windows that take this service, such as "1", "2"
    issued_at: datetime  # aware, already in the hall's zone
    ahead: int  # people before this one when the number was taken
    link: str  # the visitor's own page, as a QR code; "" for none
    complaint_phone: str
    reprint: bool = False
    forecast: str = ""  # when it will be called, in lines; "" where nothing is honest
    party: tuple[str, ...] = ()  # all numbers of those who came together, this one among them
    check: str = ""  # typed with the number at the kiosk to rate the visit; "" for none


def words_on(slip: NumberSlip) -> dict[str, str | Sequence[str]]:
    """By the names that stand in braces in the layout; "" and [] leave their line out."""
    return {
        "大厅": slip.hall,
        "号码": slip.number,
        "业务": slip.service,
        "窗口": windows_sentence(slip.windows),
        "前面": ahead_sentence(slip.ahead),
        "预计": slip.forecast.splitlines(),
        "取号时间": f"{slip.issued_at:%Y-%m-%d %H:%M}",
        "链接": slip.link,
        "核对码": slip.check,
        "评价": rating_sentence(slip),
        "同行": party_sentence(slip.party),
        "投诉电话": slip.complaint_phone,
    }


def number_sheet(slip: NumberSlip, layout: str = KINDS["number"].layout) -> Sheet:
    """The slip as a printer takes it; without a layout of the office, as delivered."""
    return replace(sheet_from(layout, words_on(slip)), banner=REPRINT if slip.reprint else "")


def rating_sentence(slip: NumberSlip) -> str:
    """What the check (核对码) below it is for."""
    if not slip.check:
        return ""
    return RATE_BY_CODE if slip.link else RATE_AT_KIOSK


def party_sentence(party: Sequence[str]) -> str:
    """同行3人：A012、A013、A014; "" for whoever came alone."""
    return f"同行{len(party)}人：{'、'.join(party)}" if len(party) > 1 else ""


def windows_sentence(windows: Sequence[str]) -> str:
    """请到1至3、7号窗口; a window with a name of its own is called by it."""
    numbers = {int(name) for name in windows if name.isascii() and name.isdecimal()}
    own = (name for name in windows if not (name.isascii() and name.isdecimal()))
    names = [called(name).replace(" ", "") for name in own]
    if numbers:
        names.insert(0, f"{'、'.join(_runs(sorted(numbers)))}号窗口")
    return f"请到{'、'.join(names)}" if names else "请留意叫号屏幕"


def _runs(numbers: Sequence[int]) -> Iterator[str]:
    """Three and more in a row are said as "1至3"."""
    for _, run in groupby(enumerate(numbers), key=lambda place: place[1] - place[0]):
        row = [number for _, number in run]
        if len(row) > 2:
            yield f"{row[0]}至{row[-1]}"
        else:
            yield from map(str, row)


def ahead_sentence(ahead: int) -> str:
    """Paper is read later: it does not know whether somebody sits at the window then."""
    return f"前面还有{ahead}人" if ahead else "前面没有人，请留意叫号"
