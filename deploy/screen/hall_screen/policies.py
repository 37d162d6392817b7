"""What Chromium may do on this computer: one page's server, no way out, and the agent beside it."""

import json
import os
from pathlib import Path
from urllib.parse import urlsplit

from hall_screen.settings import ScreenSettings

FOLDER = Path("/etc/chromium/policies/managed")
NAME = "township-hall-screen.json"
#: The same for every hall.
FIXED = Path(__file__).with_name("hall.json")


def policies(settings: ScreenSettings) -> dict[str, object]:
    """By Chromium's own names. Since 139 and 146 a page of the local network asks a person before
    it speaks to its own computer, unless one of the last two names it."""
    agent = f"http://127.0.0.1:{settings.agent_port}"
    return {
        **json.loads(FIXED.read_text("utf-8")),
        "URLAllowlist": [settings.origin, agent],
        "AutoplayAllowlist": [settings.origin],
        "LocalNetworkAccessAllowedForUrls": [settings.origin],
        "LoopbackNetworkAllowedForUrls": [settings.origin],
    }


def write_policies(settings: ScreenSettings) -> None:
    """Whole or not at all: a browser that read half of it would be an open one."""
    folder = _folder()
    folder.mkdir(parents=True, exist_ok=True)
    fresh = folder / f".{NAME}.new"
    fresh.write_text(json.dumps(policies(settings), indent=2, sort_keys=True), encoding="utf-8")
    fresh.chmod(0o644)
    fresh.replace(folder / NAME)


def may_speak(settings: ScreenSettings) -> bool:
    """Whether a page of the server may speak to this computer without anybody being asked.

    Where the policies were never written, a visitor would be: there the page is not told of the
    agent, and nobody notices when it crashes.
    """
    if urlsplit(settings.server).hostname in {"127.0.0.1", "localhost"}:
        return True
    try:
        written = json.loads((_folder() / NAME).read_text("utf-8"))
    except (OSError, ValueError):
        return False
    return settings.origin in written.get("LoopbackNetworkAllowedForUrls", ())


def _folder() -> Path:
    return Path(os.environ.get("HALL_SCREEN_POLICIES", FOLDER))
