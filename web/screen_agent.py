"""The agent beside a browser that the package township-hall-screen launched (docs/adr/0025).

The launcher says in the browser's name on which port of its own computer it listens, and only
pages that go to such a browser may speak to that port.
"""

import re

from flask import Flask, request

NAMED = re.compile(r" HallScreen/([1-9][0-9]{3,4})$")


def register(app: Flask) -> None:
    app.context_processor(lambda: {"screen_agent": agent_of_the_browser()})


def agent_of_the_browser() -> str:
    """Its address, http://127.0.0.1:8766; "" where none listens."""
    found = NAMED.search(request.headers.get("User-Agent", ""))
    return f"http://127.0.0.1:{found[1]}" if found and int(found[1]) < 65536 else ""
