"""What the office's page of a notice tells, ready to be written: marks, distances, receipts."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from markupsafe import Markup

from hall.notices.letters import code_points
from hall.notices.markdown import marked_html
from hall.notices.model import Notice, NoticeKind, Receipt
from hall.notices.not_as_typed import not_as_typed
from hall.notices.personal_data import PersonalDataFinding
from hall.screens.legibility import Panel, readable_metres
from hall.screens.model import Screen
from office.preview import pixels
from web.sentences.staff_pages import NOT_AS_TYPED, NOTICE_PARTS

#: Parts that are typed in the office, and can be masked there.
TYPED_PARTS = ("title", "body")
#: Parts that a screen draws as they were typed.
DRAWN_PARTS = ("title", "category", "letterhead", "paper_number", "body")
LONGEST_QUOTE = 40
#: Each is a whole page of a screen in the editor's browser.
MOST_ROUNDS = 4
#: Somebody who stands five centimetres further away reads it all the same.
SPARED_METRES = 0.05


@dataclass(frozen=True)
class Mark:
    """What looks like personal data, and where; ``masked`` is None where it cannot be masked."""

    place: str
    found: PersonalDataFinding
    masked: str | None


@dataclass(frozen=True)
class NotAsTypedMark:
    """What a screen will draw otherwise than it was typed: in which part, and how often."""

    place: str
    sentence: str
    times: int


@dataclass(frozen=True)
class Legibility:
    """How far away a text can be read, and the last row where that one is too far away."""

    screen: Screen
    metres: float
    too_far_metres: float | None


@dataclass(frozen=True)
class Round:
    """A kind of screen on which a text is tried while it is written; ``size`` in pixels."""

    screen: Screen
    metres: float
    size: tuple[int, int]


@dataclass(frozen=True)
class Cleared:
    """When a screen no longer showed a notice that was taken down; None: nobody knows."""

    screen: Screen
    at: datetime | None
    seconds: float


def marks(notice: Notice, marked: Sequence[tuple[str, PersonalDataFinding]]) -> list[Mark]:
    return [
        Mark(_place(notice, part), found, found.masked if part in TYPED_PARTS else None)
        for part, found in marked
    ]


def how_it_looks(notice: Notice, wall: Sequence[Screen]) -> dict[str, object]:
    """What the page tells of a notice on these screens, by the names in its template."""
    return {
        "not_drawn": not_drawn(notice),
        "look": look(notice),
        "blank_pictures": [file for file in notice.files if file.is_blank],
        "legibility": legibility(wall),
        "rounds": rounds(wall),
    }


def not_drawn(notice: Notice) -> list[NotAsTypedMark]:
    said = Counter(
        (
            NOTICE_PARTS[part],
            NOT_AS_TYPED[found.kind].format(found=found.found[:LONGEST_QUOTE], code=found.code),
        )
        for part in DRAWN_PARTS
        for found in not_as_typed(getattr(notice, part), code_points())
    )
    return [NotAsTypedMark(place, sentence, times) for (place, sentence), times in said.items()]


def look(notice: Notice) -> Markup:
    """The body as it will be drawn, with all of that marked in it."""
    return Markup(marked_html(notice.body, not_as_typed(notice.body, code_points())))


def _place(notice: Notice, part: str) -> str:
    if part in TYPED_PARTS:
        return NOTICE_PARTS[part]
    if notice.kind is NoticeKind.VIDEO:
        return NOTICE_PARTS["captions"]
    return NOTICE_PARTS["page"].format(number=part.removeprefix("page "))


def rounds(screens: Sequence[Screen]) -> list[Round]:
    """One screen of each measure and use, the first of them, a few at most."""
    kinds: dict[tuple[str, int, int, int], Screen] = {}
    for screen in screens:
        measure = (screen.role, screen.width_mm, screen.height_mm, screen.distance_mm)
        kinds.setdefault(measure, screen)
    chosen = list(kinds.values())[:MOST_ROUNDS]
    return [Round(screen, _legibility(screen).metres, pixels(screen)) for screen in chosen]


def legibility(screens: Sequence[Screen]) -> list[Legibility]:
    return [_legibility(screen) for screen in screens]


def _legibility(screen: Screen) -> Legibility:
    panel = Panel(screen.role, screen.width_mm, screen.height_mm, screen.distance_mm)
    metres, last_row_metres = readable_metres(panel), screen.distance_mm / 1000
    is_too_far = metres + SPARED_METRES < last_row_metres
    return Legibility(screen, metres, last_row_metres if is_too_far else None)


def cleared(
    notice: Notice, screens: Sequence[Screen], receipts: Sequence[Receipt]
) -> list[Cleared]:
    at = {receipt.screen_id: receipt.at for receipt in receipts}
    return [
        Cleared(screen, when, (when - notice.over_at).total_seconds())
        if (when := at.get(screen.id)) and notice.over_at
        else Cleared(screen, None, 0)
        for screen in screens
    ]
