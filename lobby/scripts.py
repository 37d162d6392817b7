"""The small scripts of js/lib in one file: a screen asks for them once instead of ten times.

Modules go on importing each by its own name, as editors and tests know them; the import map in
the head of a page leads every name to the one file. It stands in the page itself, as import maps
must, so the content policy admits it by its hash and no other script that stands in a page.

What brings a vendor's script along stays by itself: a page that imports only its neighbours is
touchable before that script is there, or never asks for it.
"""

import json
from base64 import b64encode
from hashlib import sha256
from pathlib import Path

from flask import Flask, Response, current_app, url_for
from markupsafe import Markup

from lobby.assets import bp, kept

JOINED = "js/lib/all.js"


def register(app: Flask) -> None:
    """After the assets, whose version it needs."""
    with app.test_request_context():
        words = json.dumps({"imports": _leads(app)}, separators=(",", ":"))
    app.jinja_env.globals["import_map"] = Markup('<script type="importmap">%s</script>') % Markup(
        words
    )
    app.config["IMPORT_MAP_HASH"] = b64encode(sha256(words.encode()).digest()).decode()


def libraries(static: Path) -> list[Path]:
    files = sorted((static / "js/lib").glob("*.js"))
    return [each for each in files if "/vendor/" not in each.read_text("utf-8")]


def _leads(app: Flask) -> dict[str, str]:
    static = Path(app.static_folder or "static")
    return {
        _address(app, f"js/lib/{each.name}"): _address(app, JOINED) for each in libraries(static)
    }


def _address(app: Flask, name: str) -> str:
    return url_for("assets.asset", version=app.config["ASSETS_VERSION"], name=name)


@bp.get(f"/assets/<version>/{JOINED}")
def library(version: str) -> Response:  # noqa: ARG001 -- any version: old pages heal
    static = Path(current_app.static_folder or "static")
    text = "\n".join(each.read_text("utf-8") for each in libraries(static))
    return kept(Response(text, mimetype="text/javascript"))
