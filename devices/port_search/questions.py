"""What an unknown machine is asked, and when an answer proves what it is.

In this order, so that no question harms whom it is not for: first one only listens (call pads
speak unasked); then the printer is asked, because what is meant for a reader would be letters on
its paper; then the readers, whose frames carry sums and skip whatever else they hear. A printer
with no way back hears the readers' questions as some letters, which its next slip clears away
(ESC @); the two NULs behind each question end a command that their last byte may have begun.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum

from devices.call_pads.protocol import PAD_FRAMES, PadFrame
from devices.fingerprint_reader.answers import Ack
from devices.fingerprint_reader.codes import Confirmation
from devices.fingerprint_reader.commands import vfy_pwd
from devices.fingerprint_reader.conversation import BAUDRATES as READER_BAUDRATES
from devices.fingerprint_reader.protocol import FINGERPRINT_FRAMES, PacketKind, ReaderFrame
from devices.framing import FrameReader
from devices.id_card_reader import protocol as cards
from devices.late_answers import UNANSWERED
from devices.link import CutShort, SerialLink
from devices.ticket_printer.printer_status import XOFF, XON
from devices.ticket_printer.protocol import INITIALIZE, About, transmit_real_time_status
from hall.machines import Fault, MachineUnavailable

PRINTER_BAUDRATES = (9600, 115200, 19200, 38400, 57600)  # most usual first
CARD_READER_BAUDRATES = (115200, 9600)
#: Three of them, each answered by one byte and nothing else: noise does not do that.
PRINTER_QUESTIONS = (About.PRINTER, About.PAPER, About.PRINTER)
ANSWER_SECONDS = 0.15  # a real-time answer of a printer comes at once
READER_SECONDS = 0.5
END_OF_COMMAND = b"\0\0"


class MachineKind(StrEnum):
    """Named as their sections in config.toml."""

    PRINTER = "printer"
    FINGERPRINT_READER = "fingerprint_reader"
    CALL_PADS = "call_pads"
    ID_CARD_READER = "id_card_reader"


@dataclass(frozen=True, slots=True)
class Recognised:
    kind: MachineKind
    baudrate: int | None = None  # at which it answered; None: not on a serial line
    fault: Fault | None = None  # what it said is wrong with it


def recognise(link: SerialLink, listen_seconds: float) -> Recognised:
    """What hangs on this line.

    Raises MachineUnavailable: SILENT when nothing answers at any speed, GARBLED when something is
    heard and means nothing, CutShort when the port goes away meanwhile; ABSENT, BUSY or
    NO_PERMISSION when it cannot be opened.
    """
    heard = _Heard()
    found = (
        _listen(link, listen_seconds, heard)
        or _printer(link, heard)
        or _card_reader(link, heard)
        or _fingerprint_reader(link, heard)
    )
    if found:
        return found
    raise MachineUnavailable(Fault.GARBLED if heard.bytes else Fault.SILENT)


@dataclass
class _Heard:
    bytes: int = 0


@contextmanager
def _unanswered() -> Iterator[None]:
    """Lets a question stay unanswered, and nothing else: not that the port is gone."""
    try:
        yield
    except CutShort:
        raise
    except MachineUnavailable as error:
        if error.fault not in UNANSWERED:
            raise


def _listen(link: SerialLink, seconds: float, heard: _Heard) -> Recognised | None:
    frames: FrameReader[PadFrame] = FrameReader(PAD_FRAMES)

    def spoken(piece: bytes) -> list[PadFrame]:
        heard.bytes += len(piece)
        return frames.receive(piece)

    found = link.hear(spoken, seconds)
    return Recognised(MachineKind.CALL_PADS, link.baudrate) if found else None


def _printer(link: SerialLink, heard: _Heard) -> Recognised | None:
    for baudrate in PRINTER_BAUDRATES:
        link.change_baudrate(baudrate)
        link.drain()
        if all(_answers_as_printer(link, about, heard) for about in PRINTER_QUESTIONS):
            link.send(INITIALIZE, READER_SECONDS)  # clears what other speeds left in its line
            return Recognised(MachineKind.PRINTER, baudrate)
    return None


def _answers_as_printer(link: SerialLink, about: About, heard: _Heard) -> bool:
    answer = bytearray()

    def collect(piece: bytes) -> Iterable[bytes]:
        answer.extend(piece)
        return ()

    with _unanswered():
        link.ask(transmit_real_time_status(about), collect, ANSWER_SECONDS)
    heard.bytes += len(answer)
    return is_printer_status(bytes(answer))


def is_printer_status(answer: bytes) -> bool:
    """One byte as an answer to DLE EOT must be, and nothing besides (XON and XOFF apart)."""
    said = [byte for byte in answer if byte not in (XON, XOFF)]
    return len(said) == 1 and said[0] & 0x93 == 0x12


def _card_reader(link: SerialLink, heard: _Heard) -> Recognised | None:
    for baudrate in CARD_READER_BAUDRATES:
        link.change_baudrate(baudrate)
        link.drain()
        frames = FrameReader(cards.CARD_ANSWERS)
        with _unanswered():
            said = link.ask(cards.request(cards.STATUS), frames.receive, READER_SECONDS)
            fault = None if said.status == cards.Status.OK else Fault.BROKEN
            return Recognised(MachineKind.ID_CARD_READER, baudrate, fault)
        heard.bytes += frames.discarded
    return None


def _fingerprint_reader(link: SerialLink, heard: _Heard) -> Recognised | None:
    for baudrate in READER_BAUDRATES:
        link.change_baudrate(baudrate)
        link.drain()
        frames = FrameReader(FINGERPRINT_FRAMES)
        question = vfy_pwd(0).frame().encode()
        with _unanswered():
            said = link.ask(question, _acknowledgements(frames), READER_SECONDS)
            return Recognised(MachineKind.FINGERPRINT_READER, baudrate, _refusal(said))
        link.send(END_OF_COMMAND, READER_SECONDS)
        heard.bytes += frames.discarded
    return None


def _acknowledgements(frames: FrameReader[ReaderFrame]) -> Callable[[bytes], list[ReaderFrame]]:
    """Not our own question, which a two-wire adapter gives back."""
    return lambda piece: [one for one in frames.receive(piece) if one.kind is PacketKind.ACK]


def _refusal(frame: ReaderFrame) -> Fault | None:
    is_locked = Ack.of(frame).code == Confirmation.WRONG_PASSWORD
    return Fault.WRONG_PASSWORD if is_locked else None
