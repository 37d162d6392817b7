"""From an address in config.toml to the ticket printer that it names. Opens nothing."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from devices.ticket_printer.driver import EscPosPrinter
from devices.ticket_printer.pacing import PacedCable
from devices.ticket_printer.paper_roll import ROLLS, roll_for
from devices.ticket_printer.sheet_bytes import sheet_bytes
from devices.ticket_printer.transports import NONE, VIRTUAL, cable_at
from hall.machines import PrinterModel, Sheet, SlipTray, TicketPrinter, WrongAddress

TRAY, LOGO = "slips", "logo.png"  # in the storage folder


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """What the printer at an address can do, as config.toml says."""

    width_mm: int = 80
    cutter: bool = True
    cut: str = "gs_v"
    qr: str = "printer"  # or "drawn"
    text: str = "codes"  # or "picture"
    bytes_per_second: int = 0
    model: PrinterModel | None = None  # for what config.toml has no key

    @property
    def as_made(self) -> PrinterModel | None:
        """The model, while the paper in it is the one that it is made for."""
        return self.model if self.model and self.model.width_mm == self.width_mm else None

    @property
    def dots(self) -> int:
        """Across the paper: the model's own, or as usual on this width (384 or 576)."""
        return (self.as_made and self.as_made.dots) or ROLLS[self.width_mm].dots


def printer_at(
    url: str, profile: Profile, storage: Path
) -> tuple[TicketPrinter | None, SlipTray | None]:
    """The printer, and its tray if it is virtual. Raises WrongAddress."""
    width_mm = profile.width_mm
    if width_mm not in ROLLS:
        raise WrongAddress("paper_width", width_mm=width_mm)
    if url == NONE:
        return None, None
    if url == VIRTUAL:
        # Loads the drawing library, which a hall with a real printer does not need.
        from devices.ticket_printer.virtual import VirtualPrinter
        from devices.ticket_printer.virtual_cable import VirtualCable

        virtual = VirtualPrinter(
            storage / TRAY, width_mm, has_cutter=profile.cutter, dots=profile.dots
        )
        render = renderer(profile, storage, quick=True)
        return EscPosPrinter(VirtualCable(virtual), render), virtual
    cable, transport = cable_at(url)
    if profile.bytes_per_second:
        cable = PacedCable(cable, profile.bytes_per_second)
    return EscPosPrinter(cable, renderer(profile, storage, quick=transport.is_quick)), None


def renderer(profile: Profile, storage: Path, *, quick: bool = False) -> Callable[[Sheet], bytes]:
    """From a page to what this printer is to be sent; a quick cable carries pictures at once."""
    model, made = profile.model, profile.as_made
    roll = roll_for(
        profile.width_mm,
        cutter=profile.cutter,
        cut=profile.cut,
        draws_qr=profile.qr == "drawn",
        draws_lines=quick or profile.text == "picture",
        logo=storage / LOGO,
        dots=profile.dots,
        most_columns=made.columns if made else 0,
        dots_among_text=model is None or model.dots_among_text,
        pictures_in_columns=model is not None and model.pictures_in_columns,
    )
    if profile.text != "picture":
        return partial(sheet_bytes, roll=roll)
    from devices.ticket_printer.page_image import as_picture

    return lambda page: as_picture(sheet_bytes(page, roll), roll)


def picture_of(page: Sheet, width_mm: int, storage: Path) -> bytes:
    """The page as it would come out of a printer of this width (58 or 80 mm), as PNG."""
    from devices.ticket_printer.page_image import as_png

    roll = roll_for(width_mm, logo=storage / LOGO)
    return as_png(sheet_bytes(page, roll), roll)
