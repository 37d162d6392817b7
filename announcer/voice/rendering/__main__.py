"""Makes clips of texts: VOICE STYLES FOLDER [gently], and [[name, text], …] on its input.

The hall runs it for texts of its own, and at the lowest priority for what is read aloud.
"""

import json
import os
import sys
from pathlib import Path

from announcer.voice.phrasing import Part
from announcer.voice.rendering.kokoro import NotInstalled
from announcer.voice.rendering.render import Renderer, keep

LOWEST_PRIORITY = 19


def main(voice: str, styles: str, folder: str, manner: str) -> None:
    if manner == "gently":
        os.nice(LOWEST_PRIORITY)
    wanted = [Part(name, text) for name, text in json.load(sys.stdin)]
    try:
        renderer = Renderer(voice, Path(styles))
    except NotInstalled as error:
        sys.exit(str(error))
    Path(folder).mkdir(parents=True, exist_ok=True)
    spoken = [_made(renderer, part, Path(folder)) for part in wanted]
    if len(spoken) == 1 and not spoken[0]:
        sys.exit(f"cannot be spoken: {wanted[0].text}")


def _made(renderer: Renderer, part: Part, folder: Path) -> bool:
    """What cannot be spoken must not keep the rest from being made."""
    try:
        keep(folder / f"{part.name}.opus", renderer.clip(part))
    except ValueError as error:
        sys.stderr.write(f"{part.text}: {error}\n")
        return False
    return True


if __name__ == "__main__":
    main(*sys.argv[1:5])
