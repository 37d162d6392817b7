"""Plays hall.machines.FingerprintReader over a serial line.

Every look is one conversation: GenImg, Img2Tz, Search. It only asks, so when an answer is
lost the whole look is done again, once, after the module has been greeted anew; a single
command repeated alone could search in a buffer that a restart has emptied.
"""

import struct
from threading import Lock

from devices.fingerprint_reader.commands import (
    GEN_IMG,
    READ_SYS_PARA,
    Ack,
    Command,
    SystemParameters,
    img2tz,
    search,
    vfy_pwd,
)
from devices.fingerprint_reader.commands import Confirmation as Code
from devices.fingerprint_reader.protocol import DEFAULT_ADDRESS, Frame, FrameReader, Kind
from devices.link import SerialLink
from hall.machines import Fault, MachineUnavailable, Touch

BAUDRATES = (57600, 115200, 9600, 19200, 38400)  # most usual first
SETTLE_SECONDS = 0.3  # the slowest module boots in 200 ms, then says 55
BUFFER = 1
UNCLEAR_LOOKS = 3  # a finger still unclear after so many looks is answered as a stranger's

#: Answers that say the same to every command.
REFUSALS = {
    Code.PACKET_ERROR: Fault.GARBLED,
    Code.WRONG_PASSWORD: Fault.WRONG_PASSWORD,
    Code.NOT_VERIFIED: Fault.WRONG_PASSWORD,
    Code.WRONG_ADDRESS: Fault.WRONG_ADDRESS,
    Code.SENSOR_FAULT: Fault.BROKEN,
    Code.HARDWARE_FAULT: Fault.BROKEN,
}
#: What a new greeting may mend. 21 after a power cut belongs here; noise can fake an address.
MENDABLE = {Fault.SILENT, Fault.GARBLED, Fault.WRONG_PASSWORD, Fault.WRONG_ADDRESS}
#: A finger that is dry, wet, askew or just leaving: look at it again.
UNCLEAR = {
    Code.CAPTURE_FAILED,
    Code.TOO_DRY,
    Code.TOO_WET,
    Code.MESSY_IMAGE,
    Code.FEW_FEATURES,
    Code.NO_VALID_IMAGE,
}
STRANGER = Touch(page=None, score=0)


class SerialFingerprintReader:
    """One module of the EF01 family. Opens nothing until the first look."""

    def __init__(
        self,
        link: SerialLink,
        *,
        baudrates: tuple[int, ...] = BAUDRATES,
        password: int = 0,
        address: int = DEFAULT_ADDRESS,
        capacity: int | None = None,
    ) -> None:
        self._link = link
        self._baudrates = baudrates
        self._password = password
        self._address = address
        self._given_capacity = capacity  # for modules whose own figure is wrong
        self._capacity: int | None = None  # None: not met yet, or lost since
        self._spoken: int | None = None  # the speed at which it answered last
        self._told = False  # the finger on the glass has been reported
        self._unclear_looks = 0
        self._turn = Lock()

    def next_touch(self) -> Touch | None:
        with self._turn:
            try:
                if self._capacity is None:
                    self._meet()
                return self._look_twice_if_need_be()
            except MachineUnavailable:
                self._capacity = None  # it may be another module when it comes back
                raise

    def close(self) -> None:
        self._link.close()

    def _look_twice_if_need_be(self) -> Touch | None:
        try:
            return self._look()
        except MachineUnavailable as error:
            if error.fault not in MENDABLE:
                raise
        self._link.drain()
        self._meet_at(self._link.baudrate)
        return self._look()

    def _look(self) -> Touch | None:
        capture = self._ask(GEN_IMG)
        if capture.code == Code.NO_FINGER:
            self._told = False
            self._unclear_looks = 0
            return None
        if self._told:
            return None
        if capture.code != Code.OK:
            return self._unclear(capture)
        features = self._ask(img2tz(BUFFER))
        if features.code != Code.OK:
            return self._unclear(features)
        return self._tell(self._search())

    def _search(self) -> Touch:
        capacity = self._capacity or 0
        found = self._ask(search(BUFFER, 0, capacity))
        if found.code in (Code.NOT_FOUND, Code.LIBRARY_EMPTY):
            return STRANGER  # whatever page stands there is garbage
        if found.code != Code.OK:
            raise MachineUnavailable(Fault.BROKEN, f"Search: {found}")
        page = int.from_bytes(found.results[:2], "big")
        if len(found.results) < 2 or page >= capacity:
            # Better ask again than clock in somebody else.
            raise MachineUnavailable(Fault.GARBLED, f"Search: page {found.results.hex()}")
        return Touch(page=page, score=int.from_bytes(found.results[2:4], "big"))

    def _unclear(self, ack: Ack) -> Touch | None:
        if ack.code not in UNCLEAR:
            raise MachineUnavailable(Fault.BROKEN, f"no image: {ack}")
        self._unclear_looks += 1
        return self._tell(STRANGER) if self._unclear_looks >= UNCLEAR_LOOKS else None

    def _tell(self, touch: Touch) -> Touch:
        self._told = True
        self._unclear_looks = 0
        return touch

    def _meet(self) -> None:
        """Find the speed at which the module answers, or say how it fails to."""
        heard: MachineUnavailable | None = None
        for baudrate in sorted(self._baudrates, key=lambda each: each != self._spoken):
            try:
                self._link.change_baudrate(baudrate)
                self._link.drain()
                return self._meet_at(baudrate)
            except MachineUnavailable as error:
                if error.fault not in (Fault.SILENT, Fault.GARBLED):
                    raise  # the port is gone, or the module was understood and refused
                if heard is None or error.fault is Fault.GARBLED:
                    heard = error
        raise heard or MachineUnavailable(Fault.SILENT)

    def _meet_at(self, baudrate: int) -> None:
        greeting = self._ask(vfy_pwd(self._password))
        if greeting.code != Code.OK:
            raise MachineUnavailable(Fault.BROKEN, f"VfyPwd at {baudrate}: {greeting}")
        self._spoken = baudrate
        self._capacity = self._given_capacity or self._own_capacity()

    def _own_capacity(self) -> int:
        ack = self._ask(READ_SYS_PARA)
        try:
            capacity = SystemParameters.parse(ack.results).capacity
        except struct.error:
            capacity = 0
        if ack.code != Code.OK or capacity == 0:
            raise MachineUnavailable(Fault.BROKEN, f"ReadSysPara: {ack}; give capacity= instead")
        return capacity

    def _ask(self, command: Command) -> Ack:
        frames = FrameReader()

        def acknowledgements(piece: bytes) -> list[Frame]:
            return [frame for frame in frames.receive(piece) if frame.kind is Kind.ACK]

        request = command.frame(self._address).encode()
        frame = self._link.ask(request, acknowledgements, command.timeout_seconds)
        ack = Ack.of(frame)
        if frame.address != self._address:
            raise MachineUnavailable(Fault.WRONG_ADDRESS, f"answer from {frame.address:08X}")
        if fault := REFUSALS.get(ack.code):  # type: ignore[call-overload]
            raise MachineUnavailable(fault, f"{command.instruction.name}: {ack}")
        return ack
