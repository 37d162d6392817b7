"""``hall simulate``: printer and reader on pseudo-terminals, for trying real addresses."""

from collections.abc import Callable
from pathlib import Path
from threading import Event

from devices.fingerprint_reader.simulator import SimulatedReader
from devices.ticket_printer.simulator import SimulatedPrinter

#: As many fingers as the demonstration hall has staff.
ENROLLED = range(1, 11)


def fragment(printer_url: str, width_mm: int, reader_url: str) -> str:
    """What to put in config.toml to use them."""
    return (
        f'[printer]\nurl = "{printer_url}"\nwidth_mm = {width_mm}\n\n'
        f'[fingerprint_reader]\nurl = "{reader_url}"\n'
    )


def run(tray_folder: Path, width_mm: int, say: Callable[[str], None]) -> None:
    """Keep both running until interrupted; ``say`` is given what to put in config.toml."""
    with SimulatedPrinter(tray_folder, width_mm) as printer, SimulatedReader(ENROLLED) as reader:
        say(fragment(printer.url, width_mm, reader.url))
        Event().wait()
