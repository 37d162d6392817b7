"""What config.toml plugs in: the machines on the cables, opened by those who look after them."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from config import Config, PadsConfig, PrinterConfig
from devices.call_pads.connect import pads_at
from devices.call_pads.simulator import SimulatedPads
from devices.fingerprint_reader.connect import reader_at
from devices.id_card_reader.connect import card_reader_at
from devices.ticket_printer.capabilities import model_named, printer_models
from devices.ticket_printer.connect import Profile, printer_at
from devices.ups.connect import ups_at
from hall.machines import (
    CallPads,
    CardShelf,
    FingerprintReader,
    IdCardReader,
    PrinterModel,
    SensorGlass,
    SlipTray,
    TicketPrinter,
    Ups,
)
from hall.remote_devices import (
    RemoteCardReader,
    RemotePads,
    RemotePrinter,
    RemoteReader,
    RpcChannel,
)

#: The address of a machine that hangs on another computer, where ``hall devices`` runs.
REMOTE = "remote:"
NONE = "none:"


@dataclass(frozen=True, slots=True)
class Devices:
    """What is plugged in."""

    printer: TicketPrinter | None = None
    tray: SlipTray | None = None
    reader: FingerprintReader | None = None
    glass: SensorGlass | None = None
    channels: Mapping[str, RpcChannel] = field(default_factory=dict)
    pads: CallPads | None = None
    pads_line: SimulatedPads | None = None
    card_reader: IdCardReader | None = None
    card_shelf: CardShelf | None = None
    ups: Ups | None = None

    def unplug(self) -> None:
        if self.ups:
            self.ups.close()
        if self.pads:
            self.pads.close()
        if self.pads_line:
            self.pads_line.stop()
        if self.card_reader:
            self.card_reader.close()
        if self.card_shelf:
            self.card_shelf.stop()
        if self.reader:
            self.reader.close()
        if self.glass:
            self.glass.stop()


def wire_devices(config: Config) -> Devices:
    """The machines that config.toml names; nothing is opened before it is needed. Raises
    WrongAddress."""
    channels: dict[str, RpcChannel] = {}
    printer, tray = _printer(config, channels)
    reader, glass = _reader(config, channels)
    pads, pads_line = _pads(config.call_pads, channels)
    card_reader, card_shelf = _card_reader(config.id_card_reader.url, channels)
    return Devices(
        printer=printer,
        tray=tray,
        reader=reader,
        glass=glass,
        channels=channels,
        pads=pads,
        pads_line=pads_line,
        card_reader=card_reader,
        card_shelf=card_shelf,
        ups=ups_at(config.ups.url),
    )


Channels = dict[str, RpcChannel]


def _printer(config: Config, channels: Channels) -> tuple[TicketPrinter | None, SlipTray | None]:
    if config.printer.url == REMOTE:
        return RemotePrinter(channels.setdefault("printer", RpcChannel())), None
    return printer_at(config.printer.url, printer_profile(config.printer), config.storage_folder)


def _reader(
    config: Config, channels: Channels
) -> tuple[FingerprintReader | None, SensorGlass | None]:
    if config.fingerprint_reader.url == REMOTE:
        return RemoteReader(channels.setdefault("fingerprint_reader", RpcChannel())), None
    return reader_at(config.fingerprint_reader.url, config.storage_folder)


def _pads(pads: PadsConfig, channels: Channels) -> tuple[CallPads | None, SimulatedPads | None]:
    if pads.url == REMOTE:
        return RemotePads(channels.setdefault("call_pads", RpcChannel())), None
    return pads_at(pads.url, pads.windows, pads.raters, pads.keys)


def _card_reader(url: str, channels: Channels) -> tuple[IdCardReader | None, CardShelf | None]:
    if url == REMOTE:
        return RemoteCardReader(channels.setdefault("id_card_reader", RpcChannel())), None
    return card_reader_at(url)


def printer_profile(printer: PrinterConfig) -> Profile:
    """What the printer can do, as its section says."""
    return Profile(
        width_mm=printer.width_mm,
        cutter=printer.cutter,
        cut=printer.cut,
        qr=printer.qr,
        text=printer.text,
        bytes_per_second=printer.bytes_per_second,
        model=printer_model(printer),
    )


def known_printers() -> tuple[PrinterModel, ...]:
    """Those that config.toml may name as the profile of the printer."""
    return tuple(printer_models().values())


def printer_model(printer: PrinterConfig) -> PrinterModel | None:
    return model_named(printer.profile) if printer.profile else None


def check_addresses(config: Config) -> None:
    """Refuse a wrong address before the server starts, opening nothing. Raises WrongAddress."""
    reader = config.fingerprint_reader
    if reader.url.startswith("simulated:"):  # would come to life here, and not in the worker
        reader = replace(reader, url="none:")
    pads = config.call_pads
    if pads.url.startswith("simulated:"):
        pads = replace(pads, url="none:")
    cards = config.id_card_reader
    if cards.url.startswith("simulated:"):
        cards = replace(cards, url="none:")
    wire_devices(replace(config, fingerprint_reader=reader, call_pads=pads, id_card_reader=cards))
