"""Plays hall.machines.Ups: asks upsd for all variables, on one call that is kept."""

import socket
from collections.abc import Mapping
from time import monotonic

from devices.framing import BadFrame
from devices.os_faults import opening_fault
from devices.ups.protocol import UpsRefused, VariableReader, list_var
from hall.machines import Fault, MachineUnavailable, PowerReading

ANSWER_SECONDS = 3.0
READ_BYTES = 4096
#: Of ups.status (NUT's developer guide): on battery, its end is near, and being switched off.
ON_BATTERY, ON_LINE, LOW, SWITCHING_OFF = "OB", "OL", "LB", "FSD"
#: What upsd says when it lost the UPS itself; every other refusal is a wrong name or no right.
LOST_BY_UPSD = {"DATA-STALE", "DRIVER-NOT-CONNECTED"}


class NutUps:
    def __init__(self, host: str, port: int, name: str) -> None:
        self._address = (host, port)
        self._name = name
        self._call: socket.socket | None = None

    def read(self) -> PowerReading:
        """What the UPS says now.

        Raises MachineUnavailable: UNREACHABLE when no upsd answers the call, SILENT when it does
        not answer the question or has lost the UPS, ABSENT when it knows none of this name,
        GARBLED when it speaks another language.
        """
        try:
            return reading_of(self._ask())
        except UpsRefused as error:
            self.close()
            fault = Fault.SILENT if error.code in LOST_BY_UPSD else Fault.ABSENT
            raise MachineUnavailable(fault, error.code) from error
        except BadFrame as error:
            self.close()
            raise MachineUnavailable(Fault.GARBLED, str(error)) from error
        except TimeoutError as error:
            self.close()
            raise MachineUnavailable(Fault.SILENT, str(error)) from error
        except OSError as error:
            self.close()
            fault = opening_fault(error)
            away = Fault.UNREACHABLE if fault is Fault.REFUSED else fault
            raise MachineUnavailable(away, str(error)) from error

    def close(self) -> None:
        """Hang up; the next question calls again."""
        call, self._call = self._call, None
        if call:
            call.close()

    def _ask(self) -> Mapping[str, str]:
        """One call more when the kept one was hung up meanwhile, as by a restart of upsd."""
        if self._call is not None:
            try:
                return self._answer(self._call)
            except (ConnectionError, BrokenPipeError):
                self.close()
        self._call = socket.create_connection(self._address, ANSWER_SECONDS)
        return self._answer(self._call)

    def _answer(self, call: socket.socket) -> Mapping[str, str]:
        deadline = monotonic() + ANSWER_SECONDS
        call.settimeout(ANSWER_SECONDS)
        call.sendall(list_var(self._name))
        reader = VariableReader(self._name)
        while (left := deadline - monotonic()) > 0:
            call.settimeout(left)
            piece = call.recv(READ_BYTES)
            if not piece:
                raise ConnectionResetError("upsd hung up")
            for variables in reader.receive(piece):
                return variables
        raise TimeoutError("upsd did not end its answer")


def reading_of(variables: Mapping[str, str]) -> PowerReading:
    """From NUT's variables. Raises BadFrame without a status that says where the power is from."""
    status = set(variables.get("ups.status", "").split())
    if not status & {ON_BATTERY, ON_LINE, SWITCHING_OFF}:
        raise BadFrame(f"ups.status {variables.get('ups.status', '')[:40]}")
    return PowerReading(
        on_battery=bool(status & {ON_BATTERY, SWITCHING_OFF}),
        is_low=bool(status & {LOW, SWITCHING_OFF}),
        charge_percent=_whole(variables.get("battery.charge"), 100),
        runtime_seconds=_whole(variables.get("battery.runtime"), 10**7),
    )


def _whole(text: str | None, most: int) -> int | None:
    """None for what is no number, or none that can be: some drivers say -1 for unknown."""
    try:
        number = int(float(text or ""))
    except (ValueError, OverflowError):
        return None
    return number if 0 <= number <= most else None
