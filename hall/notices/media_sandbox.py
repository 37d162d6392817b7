"""Opens a file from outside, in a process of its own with bounded memory and time.

    python -m hall.notices.media_sandbox image SOURCE FOLDER
    python -m hall.notices.media_sandbox pdf   SOURCE FOLDER
    python -m hall.notices.media_sandbox video SOURCE FOLDER

PDFium and MediaInfo are written in C++, and a file may be made to crash them: here they take
nobody with them. Pictures and pages are drawn anew, so nothing of the file itself is kept; a film
is only judged. Prints one line of JSON: {"pages": [{"file", "width", "height", …}]} or
{"refused": word}.
"""

import json
import resource
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from PIL import Image, ImageOps, ImageSequence, UnidentifiedImageError

from hall.notices.video import CONTAINERS, Unplayable, must_be_playable

MOST_MEMORY = 2 * 1024**3
MOST_SECONDS = 100  # of computing
MOST_PIXELS = 80_000_000
LONGEST_SIDE = 3840
MOST_PAGES = 60
PAGE_SIDE = 2160  # the longer side of a page, for screens of 1920 lines
#: No side is so many times the other's: nobody could read a picture like that.
MOST_SLENDER = 40
#: A picture so many times as tall as wide is cut into parts so tall, a little of each in both.
LONG, PART, TWICE = 3, 1.5, 0.06
FORMATS = ("JPEG", "PNG", "WEBP", "BMP", "GIF", "TIFF")
QUALITY = 90


class MediaRefused(Exception):
    """With the word that says why."""


def pictures(source: Path, folder: Path) -> Iterator[dict[str, Any]]:
    try:
        with Image.open(source, formats=FORMATS) as opened:
            parts = (part for sheet in _sheets(opened) for part in _parts(_upright(sheet)))
            for number, part in enumerate(parts, 1):
                yield _saved(part, folder, number, "")
    except UnidentifiedImageError:
        raise MediaRefused("not_a_picture") from None


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
    tall = round(PART * width)
    step = round(tall * (1 - TWICE))
    for top in range(0, height - tall + step, step):
        top = min(top, height - tall)  # the last one is as tall as the others
        part = picture.crop((0, top, width, top + tall))
        part.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
        yield part


def pages(source: Path, folder: Path) -> Iterator[dict[str, Any]]:
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


def films(source: Path, folder: Path) -> Iterator[dict[str, Any]]:
    from hall.notices.probe import probe

    film = probe(source)
    must_be_playable(film)
    name, picture = f"film{CONTAINERS[film.container]}", film.pictures[0]
    measure = {"width": picture.width, "height": picture.height, "seconds": film.seconds}
    yield {"file": name, **measure, "has_sound": bool(film.sounds)}


def _saved(picture: Image.Image, folder: Path, number: int, text: str) -> dict[str, Any]:
    name = f"{number:03d}.webp"
    picture.save(folder / name, "WEBP", quality=QUALITY, method=3)
    return {"file": name, "width": picture.width, "height": picture.height, "text": text}


def work_on(kind: str, source: Path, folder: Path) -> dict[str, Any]:
    draw = {"image": pictures, "pdf": pages, "video": films}[kind]
    try:
        found = list(draw(source, folder))
    except (MediaRefused, Unplayable) as refused:
        return {"refused": str(refused)}
    except MemoryError:
        return {"refused": "too_many_pixels"}
    except Exception:  # whatever a library may raise about a file: the file is the reason
        return {"refused": "broken"}
    return {"pages": found} if found else {"refused": "broken"}


def main(kind: str, source: str, folder: str) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
    Image.MAX_IMAGE_PIXELS = None  # we count them ourselves, and say so
    json.dump(work_on(kind, Path(source), Path(folder)), sys.stdout)


if __name__ == "__main__":
    main(*sys.argv[1:])
