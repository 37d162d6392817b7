"""Making the server's calls on the real drivers: a name and values in, an answer out."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict
from typing import Any

from hall.machines import (
    CallPads,
    Enrolling,
    Fault,
    FingerprintReader,
    IdCard,
    IdCardReader,
    MachineUnavailable,
    PadPress,
    PadRating,
    PrintInDoubt,
)

Values = Mapping[str, Any]
DriverCall = Callable[[Values], dict[str, Any]]


def answered(actions: Mapping[str, DriverCall], name: str, values: Values) -> dict[str, Any]:
    """What to bring back; a fault is an answer too."""
    action = actions.get(name)
    if action is None:
        return {"fault": Fault.BROKEN, "detail": f"no such call: {name}"}
    try:
        return action(values)
    except MachineUnavailable as error:
        return fault_answer(error)
    except (KeyError, TypeError, ValueError) as error:
        return {"fault": Fault.BROKEN, "detail": repr(error)}


def fault_answer(error: MachineUnavailable) -> dict[str, Any]:
    """The fault as JSON values; ``in_doubt``: what was to be printed may be out."""
    in_doubt = isinstance(error, PrintInDoubt)
    return {"fault": error.fault, "detail": error.detail, "in_doubt": in_doubt}


def pads_calls(pads: CallPads) -> dict[str, DriverCall]:
    """``show``, ``beep`` and ``ask_for_rating``; none of them has an answer of its own."""
    return {
        "show": _silently(lambda told: pads.show(**told)),
        "beep": _silently(lambda told: pads.beep(told["window"])),
        "ask_for_rating": _silently(lambda told: pads.ask_for_rating(told["window"])),
    }


def pad_word_answer(word: PadPress | PadRating) -> dict[str, Any]:
    """The press or rating as JSON values; which of the two it is shows by its keys."""
    return asdict(word)


def card_calls(reader: IdCardReader) -> dict[str, DriverCall]:
    """``next_card``: answers ``card``, ``misread``, or nothing while no new card lies there."""

    def next_card(_: Values) -> dict[str, Any]:
        """What is read goes to the server and nowhere else: it is neither kept nor logged here."""
        seen = reader.next_card()
        if isinstance(seen, IdCard):
            birth = seen.birth.isoformat() if seen.birth else None
            return {"card": {"name": seen.name, "number": seen.number, "birth": birth}}
        return {"misread": seen} if seen else {}

    return {"next_card": next_card}


class ReaderCalls:
    """Enrolling takes many steps; the finger being enrolled is remembered between them."""

    def __init__(self, reader: FingerprintReader) -> None:
        self._reader = reader
        self._steps: Iterator[Enrolling] = iter(())

    def all(self) -> dict[str, DriverCall]:
        """What the server may ask of the reader. No call reads a template out or stores one."""
        reader = self._reader
        return {
            "library": self._library,
            "enrol": self._enrol,
            "enrol_step": self._enrol_step,
            "forget": _silently(lambda values: reader.forget(values["page"])),
            "write_mark": _silently(lambda values: reader.write_mark(values["mark"])),
            "set_security": _silently(lambda values: reader.set_security(values["level"])),
            "lock": _silently(lambda _: reader.lock()),
        }

    def _library(self, _: Values) -> dict[str, Any]:
        library = self._reader.library()
        return {
            "capacity": library.capacity,
            "security_level": library.security_level,
            "pages": sorted(library.pages),
        }

    def _enrol(self, values: Values) -> dict[str, Any]:
        self._steps = self._reader.enrol(values["captures"], set(values["reserved"]))
        return {}

    def _enrol_step(self, _: Values) -> dict[str, Any]:
        step = next(self._steps, None)
        return {"step": asdict(step) if step else None}


def _silently(do: Callable[[Values], None]) -> DriverCall:
    """A action whose only answer is that it was done."""

    def action(values: Values) -> dict[str, Any]:
        do(values)
        return {}

    return action
