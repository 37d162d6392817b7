"""What a serial address in config.toml says: ``serial:///dev/ttyUSB0?baudrate=115200``."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, unquote, urlsplit

USUAL_BAUDRATE = 9600
USUAL_STOPBITS = 1
BAUDRATES = range(300, 4_000_001)
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
    known: dict[str, int | str | bool] = {}
    kept: dict[str, str] = {}
    for name, text in parse_qsl(parts.query, keep_blank_values=True):
        if name in known or name in kept:
            raise ValueError(f"串口地址中的 {name} 写了两次，请只留一个。")
        if name in own:
            kept[name] = text
        elif name in OPTIONS:
            known[name] = OPTIONS[name](name, text)
        else:
            names = "、".join([*OPTIONS, *own])
            raise ValueError(f"串口地址中有不认识的选项 {name}，可用的是：{names}。")
    return SerialSettings(path=path, own=kept, **known)  # type: ignore[arg-type]  # by OPTIONS


def _baudrate(name: str, text: str) -> int:
    if not (text.isdecimal() and int(text) in BAUDRATES):
        raise ValueError(f"串口地址中的 {name} 应当是波特率数字，如 115200，现在是 {text!r}。")
    return int(text)


def _one_of(*choices: int | str) -> Callable[[str, str], int | str]:
    def read(name: str, text: str) -> int | str:
        for choice in choices:
            if text.upper() == str(choice):
                return choice
        known = "、".join(map(str, choices))
        raise ValueError(f"串口地址中的 {name} 只能是 {known}，现在是 {text!r}。")

    return read


def _flag(name: str, text: str) -> bool:
    if text.lower() not in FLAGS:
        raise ValueError(f"串口地址中的 {name} 只能是 1 或 0，现在是 {text!r}。")
    return FLAGS[text.lower()]


OPTIONS: Mapping[str, Callable[[str, str], int | str | bool]] = {
    "baudrate": _baudrate,
    "bytesize": _one_of(7, 8),
    "parity": _one_of("N", "E", "O"),
    "stopbits": _one_of(1, 2),
    "rtscts": _flag,
    "xonxoff": _flag,
    "dsrdtr": _flag,
}
