"""Reads config.toml once into frozen values, or refuses it and names the key that is wrong.

It holds what belongs to this building; what changes daily is kept in the office."""

import re
import tomllib
from dataclasses import MISSING, dataclass, field, fields
from pathlib import Path
from typing import Any, TypeVar, get_type_hints

from devices.ticket_printer.capabilities import UnknownModel, model_named
from devices.ticket_printer.transports import SCHEMES
from devices.ups.settings import UpsConfig

SectionT = TypeVar("SectionT")

CABLE = ("simulated", "serial", "remote", "none")
SCHEMES_OF = {"printer": SCHEMES, "ups": ("nut", "none")} | dict.fromkeys(
    ("fingerprint_reader", "call_pads", "id_card_reader"), CABLE
)
#: SQLite in a file (a hall kept in memory would forget its numbers), or PostgreSQL.
DATABASE_URL = re.compile(r"sqlite(\+\w+)?:///(?!:memory:).|postgresql(\+\w+)?://.")
IP_ADDRESS = re.compile(r"(\d{1,3}\.){3}\d{1,3}|[0-9a-f]*:[0-9a-f:.]+")
PAPER_WIDTHS_MM = (58, 80)
#: A kiosk's panel from a tablet to the largest made; a pause from a night to ten years.
SPANS = (
    ("server", "port", (1, 65535), "port"),
    ("server", "longest_pause_hours", (16, 87_600), "hours"),
    ("kiosk", "long_side_mm", (200, 2500), "millimetres"),
    ("kiosk", "bottom_edge_mm", (0, 2000), "millimetres"),
    ("ups", "stop_numbers_minutes", (1, 240), "minutes"),
    ("ups", "shut_down_minutes", (1, 240), "minutes"),
)
#: From 600 baud to what no printer's head keeps up with.
PACES = (60, 1_000_000)
WAYS = {"qr": ("printer", "drawn"), "cut": ("gs_v", "esc_i", "esc_m"), "text": ("codes", "picture")}


class ConfigError(Exception):
    """The file, or what it names, cannot be used: ``why`` in a word, with the key that is wrong.

    The sentence is web/sentences/configuration.py's: only there is Chinese said.
    """

    def __init__(self, why: str, **said: Any) -> None:
        super().__init__(why, said)
        self.why, self.said = why, said


@dataclass(frozen=True, slots=True, kw_only=True)
class HallConfig:
    name: str
    complaint_phone: str
    hours: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ServerConfig:
    host: str = "127.0.0.1"
    port: int = 8000
    longest_pause_hours: int = 96  # switched off so long, and the clock is believed unasked
    public_url: str = ""  # how phones in the hall reach us; "" works it out from host and port
    proxy: str = ""  # the address of the program in front of us that speaks https; "": none
    names: str = ""  # by which browsers may call us besides addresses and the computer's own


@dataclass(frozen=True, slots=True, kw_only=True)
class DatabaseConfig:
    url: str = "sqlite:///var/hall.sqlite3"


@dataclass(frozen=True, slots=True, kw_only=True)
class StorageConfig:
    folder: str = "var"
    backup_key: str = ""  # a file with the key that seals backups; "ask": a passphrase
    backup_folder: str = ""  # of each night; "": in the folder above
    backup_copy: str = ""  # a second one, such as another computer's, mounted


@dataclass(frozen=True, slots=True, kw_only=True)
class PrinterConfig:
    url: str = "none:"
    profile: str = ""  # a printer of python-escpos's list; what is not written below follows it
    width_mm: int = 80
    cutter: bool = True
    cut: str = "gs_v"  # by which command
    qr: str = "printer"  # who draws the QR code: the printer, or we
    text: str = "codes"  # characters as codes for the printer's font, or a picture of the page
    bytes_per_second: int = 0  # at most, for a printer that loses bytes; 0: as quick as it goes


@dataclass(frozen=True, slots=True, kw_only=True)
class ReaderConfig:
    url: str = "none:"


@dataclass(frozen=True, slots=True, kw_only=True)
class PadsConfig:
    url: str = "none:"
    windows: str = ""  # address=window, for the clerks' pads
    raters: str = ""  # address=window, for the visitors'
    keys: str = ""  # code=key, where they are not as usual


@dataclass(frozen=True, slots=True, kw_only=True)
class KioskConfig:
    long_side_mm: int = 476  # of the picture, without its frame; 476 is a panel of 21.5 inches
    bottom_edge_mm: int = 900  # the picture's lower edge above the floor


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    hall: HallConfig
    server: ServerConfig = field(default_factory=ServerConfig)
    database: DatabaseConfig = field(default_factory=DatabaseConfig)
    storage: StorageConfig = field(default_factory=StorageConfig)
    printer: PrinterConfig = field(default_factory=PrinterConfig)
    fingerprint_reader: ReaderConfig = field(default_factory=ReaderConfig)
    call_pads: PadsConfig = field(default_factory=PadsConfig)
    id_card_reader: ReaderConfig = field(default_factory=ReaderConfig)
    kiosk: KioskConfig = field(default_factory=KioskConfig)
    ups: UpsConfig = field(default_factory=UpsConfig)
    folder: Path = Path()  # where the file lies; relative paths in it start here

    @classmethod
    def load(cls, path: Path) -> "Config":
        """Read and check the whole file. Raises ConfigError."""
        return cls.parse(_read(path), path.resolve().parent)

    @classmethod
    def parse(cls, values: dict[str, Any], folder: Path) -> "Config":
        values = _with_profile(values)
        kinds = {name: kind for name, kind in get_type_hints(cls).items() if name != "folder"}
        for name in sorted(values.keys() - kinds.keys()):
            raise ConfigError("section_unknown", section=name)
        sections = {
            name: _section(name, kind, values.get(name, {}))
            for name, kind in kinds.items()
            if name in values or name == "hall"
        }
        config = cls(**sections, folder=folder)
        _check(config)
        return config

    @property
    def storage_folder(self) -> Path:
        return self.folder / self.storage.folder

    @property
    def database_url(self) -> str:
        """The URL with a relative SQLite path made absolute, from the file's folder."""
        scheme, _, path = self.database.url.partition(":///")
        if not scheme.startswith("sqlite"):
            return self.database.url
        return f"{scheme}:///{self.folder / path}"


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        raise ConfigError("file_missing", path=path) from None
    except OSError as error:
        raise ConfigError("file_unreadable", path=path, error=error.strerror) from None
    except UnicodeDecodeError:
        raise ConfigError("file_no_utf8", path=path) from None
    except ValueError as error:  # TOMLDecodeError, and integers too long for Python
        raise ConfigError("file_malformed", path=path, error=error) from None


def _with_profile(values: dict[str, Any]) -> dict[str, Any]:
    """What the printer's model says stands under what the file says."""
    printer = values.get("printer")
    name = printer.get("profile") if isinstance(printer, dict) else None
    if not isinstance(printer, dict) or not isinstance(name, str) or not name.strip():
        return values
    try:
        model = model_named(name.strip())
    except UnknownModel as error:
        raise ConfigError("model_unknown", name=error.name, near=error.near) from None
    known = {
        "width_mm": model.width_mm,
        "cutter": model.has_cutter,
        "qr": "printer" if model.draws_qr else "drawn",
        "bytes_per_second": model.bytes_per_second,
    }
    return {**values, "printer": {**known, **printer}}


def _section(name: str, kind: type[SectionT], values: object) -> SectionT:
    if not isinstance(values, dict):
        raise ConfigError("section_flat", section=name)
    hints = get_type_hints(kind)
    for key in sorted(values.keys() - hints.keys()):
        raise ConfigError("key_unknown", section=name, key=key)
    for key in _mandatory(kind):
        if key not in values:
            raise ConfigError("key_missing", section=name, key=key)
    return kind(**{key: _value(f"[{name}] {key}", hints[key], values[key]) for key in values})


def _mandatory(kind: type[Any]) -> list[str]:
    return [own.name for own in fields(kind) if own.default is own.default_factory is MISSING]


def _value(where: str, kind: type, value: object) -> object:
    """Check one value, exactly: TOML's true must not pass for the integer 1."""
    if type(value) is not kind:
        raise ConfigError("type", where=where, type=kind.__name__, value=value)
    if not isinstance(value, str):
        return value
    if "\0" in value:  # no path and no address may hold one
        raise ConfigError("nul", where=where)
    return value.strip()


def _check(config: Config) -> None:
    for key in _mandatory(HallConfig):
        if not getattr(config.hall, key):
            raise ConfigError("empty", where=f"[hall] {key}")
    for section, key, span, why in SPANS:
        _check_span(f"[{section}] {key}", getattr(getattr(config, section), key), span, why)
    if not IP_ADDRESS.fullmatch(config.server.proxy or "::"):
        raise ConfigError("ip_address", where="[server] proxy", value=config.server.proxy)
    _check_printer(config.printer)
    for name, schemes in SCHEMES_OF.items():
        url = getattr(config, name).url
        scheme, colon, _ = url.partition(":")
        if scheme not in schemes or not colon:  # the driver judges the rest when it opens it
            raise ConfigError("scheme", where=f"[{name}] url", schemes=schemes, value=url)
    if not DATABASE_URL.match(config.database.url):
        raise ConfigError("database_url", where="[database] url")


def _check_printer(printer: PrinterConfig) -> None:
    if printer.width_mm not in PAPER_WIDTHS_MM:
        raise ConfigError("paper_width", where="[printer] width_mm", value=printer.width_mm)
    for key, choices in WAYS.items():
        if (way := getattr(printer, key)) not in choices:
            raise ConfigError("choice", where=f"[printer] {key}", choices=choices, value=way)
    if pace := printer.bytes_per_second:
        _check_span("[printer] bytes_per_second", pace, PACES, "pace")


def _check_span(where: str, value: int, span: tuple[int, int], why: str) -> None:
    if not span[0] <= value <= span[1]:
        raise ConfigError(why, where=where, least=span[0], most=span[1], value=value)
