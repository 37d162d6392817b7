"""What config.toml plugs in: the machines on the cables, opened by those who look after them."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from config import Config, ConfigError, PadsConfig, PrinterConfig
from devices.call_pads.connect import pads_at
from devices.call_pads.simulator import SimulatedPads
from devices.fingerprint_reader.connect import reader_at
from devices.ticket_printer.connect import Profile, printer_at
from hall.machines import CallPads, FingerprintReader, Glass, SlipTray, TicketPrinter
from hall.remote import Exchange, RemotePrinter, RemoteReader

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

    def unplug(self) -> None:
        if self.pads:
            self.pads.close()
        if self.pads_line:
            self.pads_line.stop()
        if self.reader:
            self.reader.close()
        if self.glass:
            self.glass.stop()


def plug_in(config: Config) -> Machines:
    """The machines that config.toml names; nothing is opened before it is needed."""
    printer: TicketPrinter | None
    reader: FingerprintReader | None
    tray = glass = None
    exchanges: dict[str, Exchange] = {}
    try:
        if config.printer.url == REMOTE:
            printer = RemotePrinter(exchanges.setdefault("printer", Exchange()))
        else:
            printer, tray = printer_at(
                config.printer.url, _profile(config.printer), config.storage_folder
            )
        if config.fingerprint_reader.url == REMOTE:
            reader = RemoteReader(exchanges.setdefault("fingerprint_reader", Exchange()))
        else:
            reader, glass = reader_at(config.fingerprint_reader.url, config.storage_folder)
        pads, pads_line = _pads(config.call_pads)
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
    )


def _pads(pads: PadsConfig) -> tuple[CallPads | None, SimulatedPads | None]:
    return pads_at(pads.url, pads.windows, pads.raters, pads.keys)


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
    plug_in(replace(config, fingerprint_reader=reader, call_pads=pads))
