"""Templates out of the module and into it: only for the sealed copy that an officer asks for.

What is written is read back and compared. A module never acknowledges the data it is sent, and
its checksum guards single packets only.
"""

from devices.fingerprint_reader.answers import SystemParameters
from devices.fingerprint_reader.codes import Confirmation as Code
from devices.fingerprint_reader.commands import Command, down_char, load_char, store, up_char
from devices.fingerprint_reader.conversation import Conversation
from devices.fingerprint_reader.protocol import FINGERPRINT_FRAMES, PacketKind, ReaderFrame
from devices.fingerprint_reader.template_library import parameters, used_pages, write
from devices.framing import FrameReader
from hall.machines import Fault, MachineUnavailable

BUFFER = 1
LONGEST_TEMPLATE = 4_096  # the largest known is 1536
USUAL_PACKET = 128
SEND_SECONDS = 5.0  # 4 KB at 9600 baud


def read_out(talk: Conversation, page: int) -> bytes:
    """The template at this page, by LoadChar and UpChar: at most 4096 bytes.

    Raises MachineUnavailable, also for a page that holds none.
    """
    talk.must(load_char(BUFFER, page))
    template = talk.fetch(up_char(BUFFER), TemplateUpload)
    if not template:
        raise MachineUnavailable(Fault.BROKEN, f"UpChar: page {page}")
    return template


def put_in(talk: Conversation, page: int, template: bytes, capacity: int) -> None:
    """Store the template by DownChar and Store, then compare it as read back.

    Raises MachineUnavailable when the page is not used afterwards, or holds something else.
    """
    told = parameters(talk)
    talk.must(down_char(BUFFER))
    talk.send(packets(template, told), SEND_SECONDS)
    write(talk, store(BUFFER, page), lambda: page in used_pages(talk, capacity))
    if read_out(talk, page) != template:
        raise MachineUnavailable(Fault.BROKEN, f"page {page} reads back as something else")


def packets(template: bytes, told: SystemParameters | None) -> list[ReaderFrame]:
    """Data packets as large as the module says, 128 bytes when it says nothing; the last is 08."""
    size = told.packet_bytes if told else USUAL_PACKET
    *first, last = (template[at : at + size] for at in range(0, len(template), size))
    return [
        *(ReaderFrame(PacketKind.DATA, part) for part in first),
        ReaderFrame(PacketKind.END_OF_DATA, last),
    ]


def security(talk: Conversation, command: Command, level: int) -> None:
    """Set, and read back. Raises MachineUnavailable."""

    def done() -> bool:
        told = parameters(talk)
        return told is not None and told.security_level == level

    write(talk, command, done)


class TemplateUpload:
    """Feed it pieces; it gives the template once, when its last packet is there.

    Empty: the module refused. Packets are counted by nobody: the last one says that it is.
    """

    def __init__(self, address: int) -> None:
        self._frames = FrameReader(FINGERPRINT_FRAMES)
        self._address = address
        self._granted = False
        self._data = bytearray()

    def receive(self, piece: bytes) -> list[bytes]:
        """The template in a list once its last packet is there, [b""] for a refusal, else [].

        Frames from another address are passed over; what exceeds 4096 bytes is cut off.
        """
        for frame in self._frames.receive(piece):
            if frame.address != self._address:
                continue
            if frame.kind is PacketKind.ACK:
                self._granted |= frame.payload[0] == Code.OK
                if not self._granted:
                    return [b""]
            elif self._granted and frame.kind in (PacketKind.DATA, PacketKind.END_OF_DATA):
                self._data += frame.payload
                if frame.kind is PacketKind.END_OF_DATA or len(self._data) > LONGEST_TEMPLATE:
                    return [bytes(self._data[:LONGEST_TEMPLATE])]
        return []
