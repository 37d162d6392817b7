"""What a simulated reader keeps besides fingers: its parameters, password and notepad.

The answers that need nothing else are here; those about fingers are in simulated_module.py.
"""

import struct
from random import SystemRandom

from devices.fingerprint_reader.answers import SystemParameters
from devices.fingerprint_reader.codes import Confirmation
from devices.fingerprint_reader.commands import NOTEPAD_BYTES
from devices.fingerprint_reader.protocol import DEFAULT_ADDRESS, PacketKind, ReaderFrame
from devices.fingerprint_reader.quirks import Quirk

NOTEPAD_PAGES = 16
STATUS_VERIFIED = 1 << 2
BLANK_NOTEPAD = [bytes(NOTEPAD_BYTES)] * NOTEPAD_PAGES
#: What SetSysPara may set: the attribute, and what it may become.
REGISTERS = {
    4: ("baud_factor", range(1, 13)),
    5: ("security_level", range(1, 6)),
    6: ("packet_size_code", range(4)),
}


def ack(code: Confirmation, results: bytes = b"") -> ReaderFrame:
    """An acknowledgement from the default address: a code, then its results."""
    return ReaderFrame(PacketKind.ACK, bytes([code]) + results)


OK = ack(Confirmation.OK)


class SimulatedSettings:
    """Its attributes may be changed at any moment."""

    def __init__(self, quirks: set[Quirk]) -> None:
        self.quirks = quirks
        self.address = DEFAULT_ADDRESS
        self.password = 0
        self.capacity = 200
        self.system_id = 0
        self.security_level = 3
        self.packet_size_code = 2
        self.baud_factor = 6
        self.notepad = list(BLANK_NOTEPAD)
        self.verified = False

    def power_up(self) -> None:
        """That the password was verified is not kept."""
        self.verified = False

    def read_sys_para(self, _: bytes) -> ReaderFrame:
        """ReadSysPara (0F): 16 bytes; four of them with the quirk SHORT_PARAMETERS."""
        parameters = SystemParameters(
            status=STATUS_VERIFIED if self.verified else 0,
            system_id=self.system_id,
            capacity=self.capacity,
            security_level=self.security_level,
            address=self.address,
            packet_size_code=self.packet_size_code,
            baud_factor=self.baud_factor,
        ).pack()
        told = 4 if Quirk.SHORT_PARAMETERS in self.quirks else len(parameters)
        return ack(Confirmation.OK, parameters[:told])

    def set_sys_para(self, parameters: bytes) -> ReaderFrame:
        """SetSysPara (0E): a register and its contents; 1A and 1B for what it does not know."""
        number, contents = parameters
        name, allowed = REGISTERS.get(number, ("", ()))
        if not name:
            return ack(Confirmation.BAD_REGISTER)
        if contents not in allowed:
            return ack(Confirmation.BAD_REGISTER_CONTENTS)
        setattr(self, name, contents)
        return OK

    def set_pwd(self, parameters: bytes) -> ReaderFrame:
        """SetPwd (12): four bytes, kept without power."""
        (self.password,) = struct.unpack(">I", parameters)
        return OK

    def vfy_pwd(self, parameters: bytes) -> ReaderFrame:
        """VfyPwd (13): opens the module until its power goes; 13 for a wrong password."""
        self.verified = struct.unpack(">I", parameters) == (self.password,)
        return OK if self.verified else ack(Confirmation.WRONG_PASSWORD)

    def get_random_code(self, _: bytes) -> ReaderFrame:
        """GetRandomCode (14): four bytes."""
        return ack(Confirmation.OK, SystemRandom().randbytes(4))

    def write_notepad(self, parameters: bytes) -> ReaderFrame:
        """WriteNotepad (18): a page and its 32 bytes; 1C for no such page."""
        page, contents = parameters[0], parameters[1:]
        if page >= NOTEPAD_PAGES or len(contents) != NOTEPAD_BYTES:
            return ack(Confirmation.BAD_NOTEPAD_PAGE)
        self.notepad[page] = contents
        return OK

    def read_notepad(self, parameters: bytes) -> ReaderFrame:
        """ReadNotepad (19): the 32 bytes of a page; 1C for no such page."""
        if parameters[0] >= NOTEPAD_PAGES:
            return ack(Confirmation.BAD_NOTEPAD_PAGE)
        return ack(Confirmation.OK, self.notepad[parameters[0]])

    def hand_shake(self, _: bytes) -> ReaderFrame:
        """HandShake (40): always granted."""
        return OK
