"""What a serial address in config.toml says: ``serial:///dev/ttyUSB0?baudrate=115200``."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace
from typing import TypeVar
from urllib.parse import parse_qsl, unquote, urlsplit

from hall.machines import WrongAddress

USUAL_BAUDRATE = 9600
USUAL_STOPBITS = 1
BAUDRATES = range(300, 4_000_001)
Choice = TypeVar("Choice", int, str)
FLAGS = {"1": True, "true": True, "on": True, "0": False, "false": False, "off": False}


@dataclass(frozen=True, slots=True, kw_only=True)
class SerialSettings:
    """What ``serial:///dev/ttyUSB0?baudrate=115200`` says."""

    path: str
    baudrate: int | None = None  # None: the address leaves it to the driver
    bytesize: int = 8
    parity: str = "N"
    stopbits: int | None = None  # likewise
    rtscts: bool = False
    xonxoff: bool = False
    dsrdtr: bool = False
    own: Mapping[str, str] = field(default_factory=dict, repr=False)  # may hold a password


def serial_settings(url: str, own: Collection[str] = ()) -> SerialSettings:
    """Read a serial address; ``own`` names the options that belong to the device itself.

    Raises WrongAddress with the wrong part, never with the values of ``own``.
    """
    try:
        parts = urlsplit(url)
    except ValueError:  # such as a bracket too few
        raise WrongAddress("serial_form") from None
    path = unquote(parts.path).rstrip("/")  # people type a slash behind any address
    if parts.scheme != "serial" or parts.netloc or not path.startswith("/"):
        raise WrongAddress("serial_form")
    settings = SerialSettings(path=path)
    seen: set[str] = set()
    for name, text in parse_qsl(parts.query, keep_blank_values=True):
        if name in seen:
            raise WrongAddress("serial_twice", name=name)
        if name in own:
            settings = replace(settings, own={**settings.own, name: text})
        elif name in OPTIONS:
            settings = OPTIONS[name](settings, text)
        else:
            raise WrongAddress("serial_option", name=name, known=[*OPTIONS, *own])
        seen.add(name)
    return settings


def _baudrate(text: str) -> int:
    if not (text.isdecimal() and int(text) in BAUDRATES):
        raise WrongAddress("serial_baudrate", text=text)
    return int(text)


def _one_of(choices: tuple[Choice, ...], name: str, text: str) -> Choice:
    for choice in choices:
        if text.upper() == str(choice):
            return choice
    raise WrongAddress("serial_choice", name=name, known=[*map(str, choices)], text=text)


def _flag(name: str, text: str) -> bool:
    if text.lower() not in FLAGS:
        raise WrongAddress("serial_flag", name=name, text=text)
    return FLAGS[text.lower()]


#: Each takes what has been read so far, and its own text.
OPTIONS: Mapping[str, Callable[[SerialSettings, str], SerialSettings]] = {
    "baudrate": lambda so_far, text: replace(so_far, baudrate=_baudrate(text)),
    "bytesize": lambda so_far, text: replace(so_far, bytesize=_one_of((7, 8), "bytesize", text)),
    "parity": lambda so_far, text: replace(so_far, parity=_one_of(("N", "E", "O"), "parity", text)),
    "stopbits": lambda so_far, text: replace(so_far, stopbits=_one_of((1, 2), "stopbits", text)),
    "rtscts": lambda so_far, text: replace(so_far, rtscts=_flag("rtscts", text)),
    "xonxoff": lambda so_far, text: replace(so_far, xonxoff=_flag("xonxoff", text)),
    "dsrdtr": lambda so_far, text: replace(so_far, dsrdtr=_flag("dsrdtr", text)),
}
