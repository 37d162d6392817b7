"""How a page reaches the hall and its machines."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import cast

from flask import Flask, current_app

from hall.machines import Glass, SlipTray
from hall.notices.storage import Shelf
from hall.screens.presence import Presence
from hall.watch import Watch
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
    shelf: Shelf  # where uploaded files lie
    presence: Presence = field(default_factory=Presence)  # which screens are there
    public_url: str = ""  # where phones in the hall reach the server; "" where nobody set it
    watches: Sequence[Watch] = field(default_factory=tuple)
    tray: SlipTray | None = None  # of the virtual printer
    glass: Glass | None = None  # of the simulated reader


def open_door(app: Flask, house: House) -> None:
    app.extensions["house"] = house
    app.context_processor(lambda: {"sign": house.sign})


def the_house() -> House:
    return cast(House, current_app.extensions["house"])


def the_hall() -> Hall:
    return the_house().hall
