"""How a page reaches the hall and its machines."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast

from flask import Flask, current_app

from hall.attendance.reader_desk import ReaderDesk
from hall.cards.desk import CardDesk
from hall.catalogue.exchange.import_desk import ImportDesk
from hall.catalogue.search.finder import Finder
from hall.loudspeaker import Loudspeaker
from hall.machines import CardShelf, Glass, Sheet, Slip, SlipTray
from hall.notices.rotation import Rotation
from hall.notices.storage import Shelf
from hall.outlook.forecaster import Forecaster
from hall.reading.aloud import ReadingAloud
from hall.remote import Exchange, RemotePads
from hall.screens.presence import Presence
from hall.watch import Health, Watch
from hall.work import Hall


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """What stands on every page."""

    hall_name: str
    complaint_phone: str
    hours: str
    version: str
    demonstration: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    """Everything a page may reach. Put together once, in app.py."""

    hall: Hall
    sign: Sign
    loudspeaker: Loudspeaker
    reading: ReadingAloud
    shelf: Shelf  # where uploaded files lie
    presence: Presence = field(default_factory=Presence)  # which screens are there
    rotation: Rotation = field(default_factory=Rotation)  # what they play, drawn once for all
    outlook: Forecaster
    public_url: str = ""  # where phones in the hall reach the server; "" where nobody set it
    finder: Finder = field(default_factory=Finder)
    imports: ImportDesk = field(default_factory=ImportDesk)
    watches: Sequence[Watch] = field(default_factory=tuple)
    tray: SlipTray | None = None  # of the virtual printer
    glass: Glass | None = None  # of the simulated reader
    draw: Callable[[Slip | Sheet, int], bytes] | None = None  # a page on paper so wide, as PNG
    logo: Path | None = None  # where the hall's picture for its papers lies
    exchanges: Mapping[str, Exchange] = field(default_factory=dict)  # of machines elsewhere
    pads: RemotePads | None = None  # when they hang on another computer
    cards: CardDesk | None = None  # where a kiosk waits for an ID card
    card_shelf: CardShelf | None = None  # beside the simulated reader of ID cards
    desk: ReaderDesk | None = None  # where errands for the fingerprint reader are handed in

    def health_of(self, machine: str) -> Health | None:
        """None where the hall has no such machine."""
        return next((w.health for w in self.watches if w.health.machine == machine), None)


def open_door(app: Flask, house: House) -> None:
    app.extensions["house"] = house
    app.context_processor(lambda: {"sign": house.sign})


def the_house() -> House:
    return cast(House, current_app.extensions["house"])


def the_hall() -> Hall:
    return the_house().hall


def the_outlook() -> Forecaster:
    """When somebody will be called; asked on the request's own thread, never inside a work."""
    return the_house().outlook
