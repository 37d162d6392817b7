"""Plays hall.machines.IdCardReader: find, select, read the text. Never the fingerprints.

The reader sends the photo behind the text whether it is wanted or not; it is dropped here,
undecoded, and nothing beyond the three fields of IdCard leaves this file.
"""

from devices.framing import FrameReader
from devices.id_card_reader import protocol
from devices.id_card_reader.card import card_in
from devices.id_card_reader.protocol import CARD_ANSWERS, CardReaderAnswer, Status
from devices.late_answers import LateAnswers
from devices.link import SerialLink
from hall.machines import Fault, IdCard, MachineUnavailable, Misread

ASK_SECONDS = 1.0
READ_SECONDS = 3.0  # 1295 bytes, and the card itself is slow


class SerialIdCardReader:
    def __init__(self, link: SerialLink) -> None:
        self._link = link
        self._late = LateAnswers(link)

    def next_card(self) -> IdCard | Misread | None:
        """Find, select, read; None while no new card lies there. Raises MachineUnavailable.

        A card is found once by the reader itself; it must be lifted to be found again.
        """
        if self._ask(protocol.FIND, ASK_SECONDS).status != Status.FOUND:
            return None
        if self._ask(protocol.SELECT, ASK_SECONDS).status != Status.OK:
            return Misread.LIFTED
        read = self._ask(protocol.READ_TEXT_AND_PHOTO, READ_SECONDS)
        if read.status != Status.OK:
            return Misread.LIFTED  # it is found again when it is laid down
        return card_in(read.data) or Misread.WRONG

    def check(self) -> None:
        """Ask the reader for its state.

        Raises MachineUnavailable when its security module is not well.
        """
        if self._ask(protocol.STATUS, ASK_SECONDS).status != Status.OK:
            raise MachineUnavailable(Fault.BROKEN, "the reader's security module")

    def close(self) -> None:
        """Close the port; the next look opens it again."""
        self._link.close()

    def _ask(self, command: bytes, seconds: float) -> CardReaderAnswer:
        """What can only be the answer to an earlier question is passed over: another card."""
        frames = FrameReader(CARD_ANSWERS)

        def answers(piece: bytes) -> list[CardReaderAnswer]:
            return [said for said in frames.receive(piece) if protocol.may_answer(command, said)]

        with self._late.expected_within(seconds):
            return self._link.ask(protocol.request(command), answers, seconds)
