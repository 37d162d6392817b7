"""A reader of ID cards elsewhere. What it reads passes the link, and is kept on neither side."""

from datetime import date

from hall.machines import IdCard, Misread
from hall.remote_devices.rpc_channel import RpcChannel


class RemoteCardReader:
    """Plays IdCardReader."""

    def __init__(self, channel: RpcChannel) -> None:
        self._channel = channel

    def next_card(self) -> IdCard | Misread | None:
        """As over there. Raises MachineUnavailable, also when ``hall devices`` is not connected."""
        told = self._channel.call("next_card")
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
        """What the other side told last.

        Raises MachineUnavailable when it is silent or has a fault.
        """
        self._channel.must_be_well()

    def close(self) -> None:
        """The cable is not ours."""
