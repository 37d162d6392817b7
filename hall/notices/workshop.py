"""Opens a file from outside, in a process of its own with bounded memory and time.

    python -m hall.notices.workshop image SOURCE FOLDER
    python -m hall.notices.workshop pdf   SOURCE FOLDER
    python -m hall.notices.workshop video SOURCE FOLDER

PDFium and MediaInfo are written in C++, and a file may be made to crash them: here they take
nobody with them. Pictures and pages are drawn anew, so nothing of the file itself is kept; a film
is only judged. Prints one line of JSON: {"pages": [{"file", "width", "height", …}]} or
{"refused": word}.
"""

import json
import resource
import sys
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from PIL import Image, ImageOps, UnidentifiedImageError

from hall.notices.video import CONTAINERS, Unplayable, must_be_playable

MOST_MEMORY = 2 * 1024**3
MOST_SECONDS = 100  # of computing
MOST_PIXELS = 80_000_000
LONGEST_SIDE = 3840
MOST_PAGES = 60
PAGE_SIDE = 2160  # the longer side of a page, for screens of 1920 lines
FORMATS = ("JPEG", "PNG", "WEBP", "BMP", "GIF", "TIFF")
QUALITY = 90


class Refused(Exception):
    """With the word that says why."""


def pictures(source: Path, folder: Path) -> Iterator[dict[str, Any]]:
    try:
        with Image.open(source, formats=FORMATS) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                raise Refused("too_many_pixels")
            upright = ImageOps.exif_transpose(opened)
            picture = upright.convert("RGBA" if upright.has_transparency_data else "RGB")
    except UnidentifiedImageError:
        raise Refused("not_a_picture") from None
    if picture.mode == "RGBA":  # on white, as it would be on paper
        picture = Image.alpha_composite(Image.new("RGBA", picture.size, "white"), picture)
    picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    yield _saved(picture.convert("RGB"), folder, 1, "")


def pages(source: Path, folder: Path) -> Iterator[dict[str, Any]]:
    import pypdfium2

    if b"%PDF-" not in source.read_bytes()[:1024]:
        raise Refused("not_a_pdf")
    try:
        document = pypdfium2.PdfDocument(source)
    except pypdfium2.PdfiumError as error:
        raise Refused("locked" if "password" in str(error).lower() else "broken") from None
    if len(document) > MOST_PAGES:
        raise Refused("too_many_pages")
    for number, page in enumerate(document, 1):
        width, height = page.get_size()
        if not 1 <= min(width, height) <= max(width, height) <= 40 * min(width, height):
            raise Refused("broken")
        drawn = page.render(scale=PAGE_SIDE / max(width, height)).to_pil().convert("RGB")
        yield _saved(drawn, folder, number, page.get_textpage().get_text_bounded())


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
    except (Refused, Unplayable) as refused:
        return {"refused": str(refused)}
    except MemoryError:
        return {"refused": "too_many_pixels"}
    except Exception:  # whatever a library may raise about a file: the file is the reason
        return {"refused": "broken"}
    return {"pages": found} if found else {"refused": "broken"}


def main(kind: str, source: str, folder: str) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
    warnings.simplefilter("error", Image.DecompressionBombWarning)
    print(json.dumps(work_on(kind, Path(source), Path(folder))))  # noqa: T201 -- its answer


if __name__ == "__main__":
    main(*sys.argv[1:])
