"""Pictures and pages of a PDF drawn anew, as large as a screen: nothing of the file itself is kept.

Only the process of media_sandbox.py calls it: a file from outside may crash what reads it.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from PIL import Image, ImageOps, ImageSequence, UnidentifiedImageError

from hall.notices.text_rows import text_rows

MOST_PIXELS = 80_000_000
LONGEST_SIDE = 3840
MOST_PAGES = 60
PAGE_SIDE = 2160  # the longer side of a page, for screens of 1920 lines
#: No side is so many times the other's: nobody could read a picture like that.
MOST_SLENDER = 40
#: A picture so many times as tall as wide is cut into parts so tall, between two lines of its text;
#: where there are none, a little of each part is in the next one too.
LONG, PART, TWICE = 3, 1.5, 0.06
#: Less than so much between its darkest and its lightest, or so few pixels: nothing is on it.
FAINT, SMALLEST = 12, 16
#: Of a photograph of a telephone (HEIC); what reads it here would come under the GPL.
HEIC = re.compile(rb".{4}ftyp(?:heic|heix|heim|heis|hevc|hevx|mif1|msf1)", re.DOTALL)
FORMATS = ("JPEG", "PNG", "WEBP", "BMP", "GIF", "TIFF")
QUALITY = 90
LOGO, LOGO_SIDE = "logo.png", 1200


class MediaRefused(Exception):
    """With the word that says why."""


def pictures(source: Path, folder: Path) -> Iterator[dict[str, Any]]:
    """A picture or the sheets of a scan, drawn anew as WebP into ``folder``; long ones in parts.

    Raises MediaRefused.
    """
    try:
        with Image.open(source, formats=FORMATS) as opened:
            parts = (part for sheet in _sheets(opened) for part in _parts(_upright(sheet)))
            for number, part in enumerate(parts, 1):
                yield _saved(part, folder, number, "")
    except UnidentifiedImageError:
        with source.open("rb") as begun:
            is_heic = HEIC.match(begun.read(16))
        raise MediaRefused("heic" if is_heic else "not_a_picture") from None


def logo(source: Path, folder: Path) -> Iterator[dict[str, Any]]:
    """The hall's own picture for its papers, drawn anew as PNG, no larger than paper can show.

    Raises MediaRefused.
    """
    try:
        with Image.open(source, formats=("PNG", "JPEG")) as opened:
            picture = _upright(next(_sheets(opened)))
    except UnidentifiedImageError:
        raise MediaRefused("not_a_picture") from None
    picture.thumbnail((LOGO_SIDE, LOGO_SIDE))
    picture.save(folder / LOGO)
    yield {"file": LOGO, "width": picture.width, "height": picture.height}


def _sheets(opened: Image.Image) -> Iterator[Image.Image]:
    """Every sheet of a scan; of a picture that moves, its first."""
    scan = ImageSequence.Iterator(opened) if opened.format == "TIFF" else (opened,)
    for number, sheet in enumerate(scan):
        if number == MOST_PAGES:
            raise MediaRefused("too_many_pages")
        if sheet.width * sheet.height > MOST_PIXELS:
            raise MediaRefused("too_many_pixels")
        yield sheet


def _upright(opened: Image.Image) -> Image.Image:
    """In the colours of a screen; what one can see through is on white, as it would be on paper."""
    upright = ImageOps.exif_transpose(opened)
    if upright.mode.startswith("I;16"):  # a scanner's greys; Pillow would cut them off, not scale
        return upright.convert("I").point(lambda grey: grey / 256).convert("L").convert("RGB")
    if not upright.has_transparency_data:
        return upright.convert("RGB")
    picture = upright.convert("RGBA")
    return Image.alpha_composite(Image.new("RGBA", picture.size, "white"), picture).convert("RGB")


def _parts(picture: Image.Image) -> Iterator[Image.Image]:
    """The whole, as large as a screen; a long picture (长图) in parts that can be read."""
    width, height = picture.size
    if max(width, height) > MOST_SLENDER * min(width, height):
        raise MediaRefused("too_slender")
    if height <= LONG * width:
        picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
        yield picture
        return
    top, tall = 0, round(PART * width)
    cuts = text_rows(picture).cuts
    while top < height:
        bottom = min(top + tall, height)
        cut = max((cut for cut in cuts if top + tall / 2 < cut <= bottom), default=None)
        end = cut if cut and bottom < height else bottom
        part = picture.crop((0, top, width, end))
        part.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
        yield part
        again = min(
            end - round(tall * TWICE), height - tall
        )  # the last one is as tall as the others
        top = end if cut or end == height else again


def pages(source: Path, folder: Path) -> Iterator[dict[str, Any]]:
    """Every page of a PDF as a WebP with 2160 pixels to its longer side, and the text on it.

    Raises MediaRefused.
    """
    import pypdfium2
    from pypdfium2 import raw

    if b"%PDF-" not in source.read_bytes()[:1024]:
        raise MediaRefused("not_a_pdf")
    try:
        document = pypdfium2.PdfDocument(source)
        document.init_forms()
    except pypdfium2.PdfiumError as error:
        raise MediaRefused("locked" if "password" in str(error).lower() else "broken") from None
    if len(document) > MOST_PAGES:
        raise MediaRefused("too_many_pages")
    for index in range(len(document)):
        # An electronic seal is a field of a form: drawn so, and what it says is read.
        raw.FPDFPage_Flatten(document[index], raw.FLAT_NORMALDISPLAY)
        page = document[index]
        width, height = page.get_size()
        if not 1 <= min(width, height) <= max(width, height) <= MOST_SLENDER * min(width, height):
            raise MediaRefused("broken")
        drawn = page.render(scale=PAGE_SIDE / max(width, height)).to_pil().convert("RGB")
        yield _saved(drawn, folder, index + 1, page.get_textpage().get_text_bounded())


def lines(source: Path, _folder: Path) -> Iterator[dict[str, Any]]:
    """What is told of the lines of a picture that was drawn anew once; nothing is drawn."""
    with Image.open(source, formats=("WEBP",)) as opened:
        rows = text_rows(opened.convert("RGB"))
    yield {"cuts": rows.cuts, "letter_rows": rows.letter}


def _saved(picture: Image.Image, folder: Path, number: int, text: str) -> dict[str, Any]:
    name = f"{number:03d}.webp"
    picture.save(folder / name, "WEBP", quality=QUALITY, method=3)
    measure = {"width": picture.width, "height": picture.height}
    rows = text_rows(picture)
    found = {"is_blank": _is_blank(picture), "cuts": rows.cuts, "letter_rows": rows.letter}
    return {"file": name, **measure, "text": text, **found}


def _is_blank(picture: Image.Image) -> bool:
    greys = [grey for grey, count in enumerate(picture.convert("L").histogram()) if count]
    return min(picture.size) < SMALLEST or greys[-1] - greys[0] < FAINT
