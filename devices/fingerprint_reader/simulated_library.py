"""The templates of a simulated reader: in its flash, in its buffers, and on their way between."""

import struct

from devices.fingerprint_reader.answers import PACKET_SIZES, PAGES_PER_INDEX_TABLE
from devices.fingerprint_reader.codes import Confirmation
from devices.fingerprint_reader.protocol import PacketKind, ReaderFrame
from devices.fingerprint_reader.quirks import Quirk
from devices.fingerprint_reader.simulated_fingers import TEMPLATE_BYTES
from devices.fingerprint_reader.simulated_settings import OK, SimulatedSettings, ack


class SimulatedLibrary(SimulatedSettings):
    """Its attributes may be changed at any moment."""

    def __init__(self, quirks: set[Quirk]) -> None:
        super().__init__(quirks)
        self.template_bytes = TEMPLATE_BYTES  # 512, 768, 1536
        self.library: dict[int, bytes] = {}

    def power_up(self) -> None:
        """What flash does not keep is forgotten: the buffers, and data that were on their way."""
        super().power_up()
        self._buffers: dict[int, bytes] = {}
        self._incoming: tuple[int, bytearray] | None = None

    def store(self, parameters: bytes) -> ReaderFrame:
        """Store (06): the buffer's template at a page; 0B beyond the library, 1F when full."""
        buffer, page = struct.unpack(">BH", parameters)
        if page >= self.capacity:
            return ack(Confirmation.BAD_PAGE)
        if buffer not in self._buffers:
            return ack(Confirmation.TEMPLATE_EMPTY)
        if Quirk.LIBRARY_FULL in self.quirks:
            return ack(Confirmation.LIBRARY_FULL)
        if Quirk.STORE_IN_VAIN not in self.quirks:
            self.library[page] = self._buffers[buffer]
        return OK

    def load_char(self, parameters: bytes) -> ReaderFrame:
        """LoadChar (07): a page's template into a buffer; 0C for a page that holds none."""
        buffer, page = struct.unpack(">BH", parameters)
        if page >= self.capacity:
            return ack(Confirmation.BAD_PAGE)
        if page not in self.library:
            return ack(Confirmation.TEMPLATE_UNREADABLE)
        self._buffers[buffer] = self.library[page]
        return OK

    def up_char(self, parameters: bytes) -> list[ReaderFrame]:
        """UpChar (08): an acknowledgement, then the template in packets; 0D for an empty buffer."""
        template = self._buffers.get(parameters[0])
        if template is None:
            return [ack(Confirmation.TEMPLATE_UPLOAD_FAILED)]
        template = template.ljust(self.template_bytes, b"\0")[: self.template_bytes]
        size = PACKET_SIZES[self.packet_size_code]
        *first, last = (template[at : at + size] for at in range(0, len(template), size))
        return [
            OK,
            *(ReaderFrame(PacketKind.DATA, part) for part in first),
            ReaderFrame(PacketKind.END_OF_DATA, last),
        ]

    def down_char(self, parameters: bytes) -> ReaderFrame:
        """DownChar (09): take the data packets that follow into a buffer."""
        self._incoming = (parameters[0], bytearray())
        return OK

    def delet_char(self, parameters: bytes) -> ReaderFrame:
        """DeletChar (0C): a count of pages from one on; 10 when they reach beyond the library."""
        page, count = struct.unpack(">HH", parameters)
        if page + count > self.capacity:
            return ack(Confirmation.DELETE_FAILED)
        if Quirk.DELETE_IN_VAIN in self.quirks:
            return OK
        for deleted in range(page, page + count):
            self.library.pop(deleted, None)
        return OK

    def empty(self, _: bytes) -> ReaderFrame:
        """Empty (0D): delete all templates."""
        self.library.clear()
        return OK

    def templete_num(self, _: bytes) -> ReaderFrame:
        """TempleteNum (1D): how many templates there are, in two bytes."""
        return ack(Confirmation.OK, struct.pack(">H", len(self.library)))

    def read_index_table(self, parameters: bytes) -> ReaderFrame:
        """ReadIndexTable (1F): 32 bytes, a bit for each of 256 pages, the lowest bit first."""
        first = parameters[0] * PAGES_PER_INDEX_TABLE
        bits = sum(1 << (page - first) for page in self.library if 0 <= page - first < 256)
        return ack(Confirmation.OK, bits.to_bytes(PAGES_PER_INDEX_TABLE // 8, "little"))

    def take_data(self, frame: ReaderFrame) -> None:
        """DownChar's data is never acknowledged, however it ends."""
        if self._incoming is None:
            return
        buffer, received = self._incoming
        received += frame.payload
        if frame.kind is PacketKind.END_OF_DATA:
            self._buffers[buffer] = bytes(received)
            self._incoming = None
