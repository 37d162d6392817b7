"""Opens a file from outside, in a process of its own with bounded memory and time.

    python -m hall.notices.media_sandbox image SOURCE FOLDER
    python -m hall.notices.media_sandbox logo  SOURCE FOLDER
    python -m hall.notices.media_sandbox pdf   SOURCE FOLDER
    python -m hall.notices.media_sandbox video SOURCE FOLDER
    python -m hall.notices.media_sandbox lines SOURCE FOLDER

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

from PIL import Image

from hall.notices.redrawing import MediaRefused, lines, logo, pages, pictures
from hall.notices.video import CONTAINERS, Unplayable, must_be_playable

MOST_MEMORY = 2 * 1024**3
MOST_SECONDS = 100  # of computing


def films(source: Path, folder: Path) -> Iterator[dict[str, Any]]:
    """A film is kept as it came, so what it is made of is all that is told. Raises Unplayable."""
    from hall.notices.probe import probe

    film = probe(source)
    must_be_playable(film)
    name, picture = f"film{CONTAINERS[film.container]}", film.pictures[0]
    measure = {"width": picture.width, "height": picture.height, "seconds": film.seconds}
    yield {"file": name, **measure, "has_sound": bool(film.sounds)}


def work_on(kind: str, source: Path, folder: Path) -> dict[str, Any]:
    """What the process prints: the pages, or the word of the refusal.

    ``kind`` is image, logo, pdf, video or lines.
    """
    kinds = {"image": pictures, "pdf": pages, "logo": logo, "video": films, "lines": lines}
    draw = kinds[kind]
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
    """At most 2 GiB of memory and 100 seconds of computing: beyond them the process dies."""
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
    Image.MAX_IMAGE_PIXELS = None  # we count them ourselves, and say so
    json.dump(work_on(kind, Path(source), Path(folder)), sys.stdout)


if __name__ == "__main__":
    main(*sys.argv[1:])
