"""What a guide says, in the words of a slip of paper and of a telephone. Pure."""

from collections.abc import Iterator, Sequence

from hall.catalogue.model import Item
from hall.catalogue.terms import Module
from hall.plain_text import lines_of
from web.app_context import PageHeading
from web.language import on_paper, windows_spoken
from web.sentences import DISCLOSURES
from web.sentences.guides import (
    TO_BRING,
    WHERE,
    complaints_to,
    guide_title,
    heading,
    open_hours,
)

#: What else is on the paper of a guide after the materials, in the order in which it is needed.
AFTER_MATERIALS = ("time_limit", "fees", "conditions", "procedure", "legal_basis", "complaints")


def told(item: Item, name: str) -> list[str]:
    """One of the seven disclosures, line by line."""
    return lines_of(dict(item.disclosures)[name])


def as_needed(item: Item) -> list[tuple[str, str]]:
    """The seven, first what somebody has to bring: the tiles that lead here promise that. What is
    only made public keeps the plan's order."""
    texts = dict(item.disclosures)
    order = texts if item.module is Module.DISCLOSE else ("materials", *AFTER_MATERIALS)
    return [(name, texts[name]) for name in order]


def windows_of(item: Item) -> str:
    """1、2 号窗口; "" for what is done at none."""
    desks = item.service.desks if item.service else ()
    steps = (step.window for step in item.steps if step.window and step.window.in_use)
    names = dict.fromkeys(window.name for window in (*desks, *steps))
    return windows_spoken(list(names))


def to_carry(item: Item, sign: PageHeading) -> list[str]:
    """The whole guide for a telephone without a network: first what somebody needs at home."""
    with on_paper():
        return list(_lines(item, sign))


def _lines(item: Item, sign: PageHeading) -> Iterator[str]:
    yield guide_title(sign.hall_name, item.id)
    yield TO_BRING
    yield from _numbered(told(item, "materials"))
    yield WHERE
    yield from filter(
        None, (windows_of(item), item.place, open_hours(item.open_hours or sign.hours))
    )
    yield complaints_to(sign.complaint_phone)
    for name in AFTER_MATERIALS:
        yield heading(DISCLOSURES[name])
        yield from told(item, name)


def _numbered(lines: Sequence[str]) -> Iterator[str]:
    if len(lines) < 2:
        yield from lines
        return
    yield from (f"{turn}. {line}" for turn, line in enumerate(lines, 1))
