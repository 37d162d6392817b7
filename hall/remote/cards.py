"""A reader of ID cards elsewhere. What it reads passes the link, and is kept on neither side."""

from datetime import date

from hall.machines import IdCard, Misread
from hall.remote.exchange import Exchange


class RemoteCardReader:
    """Plays IdCardReader."""

    def __init__(self, exchange: Exchange) -> None:
        self._exchange = exchange

    def next_card(self) -> IdCard | Misread | None:
        told = self._exchange.call("next_card")
        if misread := told.get("misread"):
            return Misread(misread)
        card = told.get("card")
        if not isinstance(card, dict):
            return None
        birth = card.get("birth")
        return IdCard(
            name=str(card["name"]),
            number=str(card["number"]),
            birth=date.fromisoformat(birth) if birth else None,
        )

    def check(self) -> None:
        self._exchange.must_be_well()

    def close(self) -> None:
        """The cable is not ours."""
