"""The three things that the program does.

session   waits for the television, then is cage with "browser" inside (the service's ExecStart)
browser   keeps the page up for as long as it runs:  browser [SERVER] [PAGE] [FLAG …]
policies  writes what Chromium may do into /etc/chromium/policies/managed (as root)
"""

import logging
import os
import shlex
import signal
import sys
from dataclasses import replace
from types import FrameType

from hall_screen.compositor import become_cage
from hall_screen.policies import write_policies
from hall_screen.settings import CONFIG, ScreenSettings, read_settings
from hall_screen.supervisor import Supervisor
from hall_screen.television import Television


def main(arguments: list[str]) -> int:
    """Status 2 for a command that does not exist."""
    logging.basicConfig(stream=sys.stderr, level=logging.INFO, format="%(message)s")
    command, *more = arguments or ["browser"]
    settings = read_settings(os.environ.get("HALL_SCREEN_CONFIG", CONFIG), os.environ)
    if command == "policies":
        write_policies(settings)
        return 0
    if command == "session":
        Television(settings.output).wait_until_on()
        become_cage(settings)
    if command == "browser":
        signal.signal(signal.SIGTERM, _leave)
        supervisor = Supervisor(_given(settings, more))
        supervisor.run()
        return 0
    logging.error(__doc__)
    return 2


def _given(settings: ScreenSettings, words: list[str]) -> ScreenSettings:
    """What stands on the command line goes before what stands in the file."""
    flags = [word for word in words if word.startswith("-")]
    places = [word for word in words if not word.startswith("-")]
    named = dict(zip(("server", "page"), places, strict=False))
    more = shlex.split(os.environ.get("HALL_SCREEN_FLAGS", ""))
    return replace(settings, **named, flags=(*more, *flags))  # type: ignore[arg-type]


def _leave(_number: int, _frame: FrameType | None) -> None:
    """The supervisor ends its browser on its way out."""
    raise SystemExit(0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
