"""The small scripts of js/lib in two files: a screen asks for them once instead of ten times.

Modules go on importing each by its own name, as editors and tests know them; the import map in
the head of a page leads every name to its file. It stands in the page itself, as import maps
must, so the content policy admits it by its hash and no other script that stands in a page.

What the kiosk's frame is made of stands apart: a touch screen need not wait for the live wire
and for the vendor's script that comes with it.
"""

import json
import re
from base64 import b64encode
from hashlib import sha256
from pathlib import Path

from flask import Flask, Response, current_app, url_for
from markupsafe import Markup

from web.assets import bp, kept

#: One of them asks for another, which stands in the same file: asked for again, its names would
#: be declared twice, and no script of the page would run.
NEIGHBOUR = re.compile(r'^import \{[^}]*\} from "\./[\w-]+\.js";$', re.MULTILINE)
FRAME = ("answer-time.js", "guard.js", "idle-timer.js", "not-enrolled.js", "visit.js")
#: Asked for by scripts of both files: it stands in either, so that neither waits for the other;
#: who asks for it alone is led to the last that has it, the smaller one.
IN_BOTH = ("answer-time.js", "not-enrolled.js")


def register(app: Flask) -> None:
    """After the assets, whose version it needs."""
    with app.test_request_context():
        words = json.dumps({"imports": _leads(app)}, separators=(",", ":"))
    app.jinja_env.globals["import_map"] = Markup('<script type="importmap">%s</script>') % Markup(
        words
    )
    app.config["IMPORT_MAP_HASH"] = b64encode(sha256(words.encode()).digest()).decode()


def joined(static: Path) -> dict[str, list[Path]]:
    """The files that are sent, by name, and what is in each."""
    files = sorted((static / "js/lib").glob("*.js"))
    return {
        "all": [file for file in files if file.name not in FRAME or file.name in IN_BOTH],
        "frame": [file for file in files if file.name in FRAME],
    }


def _leads(app: Flask) -> dict[str, str]:
    parts = joined(Path(app.static_folder or "static"))
    return {
        _address(app, f"js/lib/{file.name}"): _address(app, f"js/lib/{name}.js")
        for name, files in parts.items()
        for file in files
    }


def _address(app: Flask, name: str) -> str:
    return url_for("assets.asset", version=app.config["ASSETS_VERSION"], name=name)


@bp.get("/assets/<version>/js/lib/<any(all, frame):name>.js")
def library(version: str, name: str) -> Response:
    """Of any version: old pages heal."""
    files = joined(Path(current_app.static_folder or "static"))[name]
    text = "\n".join(NEIGHBOUR.sub("", file.read_text("utf-8")) for file in files)
    return kept(Response(text, mimetype="text/javascript"))
