"""Facts of ID cards. None holds a number or a name."""

from dataclasses import dataclass

from hall.events.fact import Event


@dataclass(frozen=True)
class CardWishChanged(Event):
    """Whether the kiosk asks for a card for this service, and for how long its number is kept."""

    service: str
    asks: bool
    keep_days: int


@dataclass(frozen=True)
class CardNumbersForgotten(Event):
    """Numbers of cards whose time was over were deleted."""

    count: int
