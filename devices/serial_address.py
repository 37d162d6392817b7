"""What a serial address in config.toml says: ``serial:///dev/ttyUSB0?baudrate=115200``."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace
from typing import TypeVar
from urllib.parse import parse_qsl, unquote, urlsplit

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

    Raises ValueError with a sentence that names the wrong part, never the values of ``own``.
    """
    parts = urlsplit(url)
    path = unquote(parts.path)
    if parts.scheme != "serial" or parts.netloc or not path.startswith("/"):
        raise ValueError(
            "串口地址应当写成 serial:///dev/ttyUSB0 的样子，serial: 后面是三条斜线和设备路径。"
        )
    settings = SerialSettings(path=path)
    seen: set[str] = set()
    for name, text in parse_qsl(parts.query, keep_blank_values=True):
        if name in seen:
            raise ValueError(f"串口地址中的 {name} 写了两次，请只留一个。")
        if name in own:
            settings = replace(settings, own={**settings.own, name: text})
        elif name in OPTIONS:
            settings = OPTIONS[name](settings, text)
        else:
            names = "、".join([*OPTIONS, *own])
            raise ValueError(f"串口地址中有不认识的选项 {name}，可用的是：{names}。")
        seen.add(name)
    return settings


def _baudrate(text: str) -> int:
    if not (text.isdecimal() and int(text) in BAUDRATES):
        raise ValueError(f"串口地址中的 baudrate 应当是波特率数字，如 115200，现在是 {text!r}。")
    return int(text)


def _one_of(choices: tuple[Choice, ...], name: str, text: str) -> Choice:
    for choice in choices:
        if text.upper() == str(choice):
            return choice
    known = "、".join(map(str, choices))
    raise ValueError(f"串口地址中的 {name} 只能是 {known}，现在是 {text!r}。")


def _flag(name: str, text: str) -> bool:
    if text.lower() not in FLAGS:
        raise ValueError(f"串口地址中的 {name} 只能是 1 或 0，现在是 {text!r}。")
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
