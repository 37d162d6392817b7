"""What the office told the screens to do."""

from dataclasses import dataclass

from hall.events.fact import Event


@dataclass(frozen=True)
class ScreenOrdered(Event):
    """The office told a screen to load itself anew, to say its name, or to go dark or bright."""

    screen: str
    order: str  # hall.screens.orders.Order
