"""Makes one clip: VOICE STYLES FOLDER NAME TEXT. The hall runs it for texts of its own."""

import sys
from pathlib import Path

from announcer.voice.rendering.kokoro import NotInstalled
from announcer.voice.rendering.render import Renderer, render
from announcer.voice.words import Part


def main(voice: str, styles: str, folder: str, name: str, text: str) -> None:
    try:
        renderer = Renderer(voice, Path(styles))
    except NotInstalled as error:
        sys.exit(str(error))
    render(renderer, [Part(name, text)], Path(folder), lambda *_: None)


if __name__ == "__main__":
    main(*sys.argv[1:6])
