"""What config.toml plugs in: the machines on the cables, opened by those who look after them."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from config import Config, ConfigError, PadsConfig, PrinterConfig
from devices.call_pads.connect import pads_at
from devices.call_pads.simulator import SimulatedPads
from devices.fingerprint_reader.connect import reader_at
from devices.id_card_reader.connect import card_reader_at
from devices.ticket_printer.connect import Profile, printer_at
from hall.machines import (
    CallPads,
    CardShelf,
    FingerprintReader,
    Glass,
    IdCardReader,
    SlipTray,
    TicketPrinter,
)
from hall.remote import Exchange, RemoteCardReader, RemotePads, RemotePrinter, RemoteReader

#: The address of a machine that hangs on another computer, where ``hall devices`` runs.
REMOTE = "remote:"


@dataclass(frozen=True, slots=True)
class Machines:
    """What is plugged in."""

    printer: TicketPrinter | None = None
    tray: SlipTray | None = None
    reader: FingerprintReader | None = None
    glass: Glass | None = None
    exchanges: Mapping[str, Exchange] = field(default_factory=dict)
    pads: CallPads | None = None
    pads_line: SimulatedPads | None = None
    card_reader: IdCardReader | None = None
    card_shelf: CardShelf | None = None

    def unplug(self) -> None:
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


def plug_in(config: Config) -> Machines:
    """The machines that config.toml names; nothing is opened before it is needed."""
    exchanges: dict[str, Exchange] = {}
    try:
        printer, tray = _printer(config, exchanges)
        reader, glass = _reader(config, exchanges)
        pads, pads_line = _pads(config.call_pads, exchanges)
        card_reader, card_shelf = _card_reader(config.id_card_reader.url, exchanges)
    except ValueError as error:
        raise ConfigError(str(error)) from error
    return Machines(
        printer=printer,
        tray=tray,
        reader=reader,
        glass=glass,
        exchanges=exchanges,
        pads=pads,
        pads_line=pads_line,
        card_reader=card_reader,
        card_shelf=card_shelf,
    )


Exchanges = dict[str, Exchange]


def _printer(config: Config, exchanges: Exchanges) -> tuple[TicketPrinter | None, SlipTray | None]:
    if config.printer.url == REMOTE:
        return RemotePrinter(exchanges.setdefault("printer", Exchange())), None
    return printer_at(config.printer.url, _profile(config.printer), config.storage_folder)


def _reader(config: Config, exchanges: Exchanges) -> tuple[FingerprintReader | None, Glass | None]:
    if config.fingerprint_reader.url == REMOTE:
        return RemoteReader(exchanges.setdefault("fingerprint_reader", Exchange())), None
    return reader_at(config.fingerprint_reader.url, config.storage_folder)


def _pads(pads: PadsConfig, exchanges: Exchanges) -> tuple[CallPads | None, SimulatedPads | None]:
    if pads.url == REMOTE:
        return RemotePads(exchanges.setdefault("call_pads", Exchange())), None
    return pads_at(pads.url, pads.windows, pads.raters, pads.keys)


def _card_reader(url: str, exchanges: Exchanges) -> tuple[IdCardReader | None, CardShelf | None]:
    if url == REMOTE:
        return RemoteCardReader(exchanges.setdefault("id_card_reader", Exchange())), None
    return card_reader_at(url)


def _profile(printer: PrinterConfig) -> Profile:
    return Profile(
        width_mm=printer.width_mm, cutter=printer.cutter, qr=printer.qr, text=printer.text
    )


def check_addresses(config: Config) -> None:
    """Refuse a wrong address before the server starts, opening nothing. Raises ConfigError."""
    reader = config.fingerprint_reader
    if reader.url.startswith("simulated:"):  # would come to life here, and not in the worker
        reader = replace(reader, url="none:")
    pads = config.call_pads
    if pads.url.startswith("simulated:"):
        pads = replace(pads, url="none:")
    cards = config.id_card_reader
    if cards.url.startswith("simulated:"):
        cards = replace(cards, url="none:")
    plug_in(replace(config, fingerprint_reader=reader, call_pads=pads, id_card_reader=cards))
