"""Style sheets and scripts under an address that changes with their content.

So a browser keeps them for ever and still never shows yesterday's page with today's script.
The version stands in the path, not behind a question mark: modules import one another by
relative paths and stay within one version.
"""

import re
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

from flask import Blueprint, Flask, Response, abort, current_app, send_from_directory, url_for

FOLDERS = ("css", "js", "vendor", "fonts")
FOR_EVER_SECONDS = 365 * 24 * 3600
#: Comes before every screen's own style sheet, in one file: one request instead of four.
IN_FRONT = ("fonts/fonts.css", "css/tokens.css", "css/base.css")
#: A screen's own style sheet lists its parts: ``@import url("kiosk/home.css");``.
PART = re.compile(r'^@import url\("([^"]+)"\);$', re.MULTILINE)

bp = Blueprint("assets", __name__)


def register(app: Flask, sizes: Mapping[str, str] | None = None) -> None:
    """``sizes``: of this building's screens, CSS that comes before a screen's own style sheet."""
    version = content_version(Path(app.static_folder or "static"), "".join((sizes or {}).values()))
    app.config["ASSETS_VERSION"] = version
    app.config["ASSETS_SIZES"] = sizes or {}
    app.register_blueprint(bp)
    app.jinja_env.globals["asset"] = lambda name: url_for(
        "assets.asset", version=version, name=name
    )


def content_version(static: Path, besides: str = "") -> str:
    """One short name for everything the pages load, from sizes and times of the files."""
    files = (file for folder in FOLDERS for file in sorted((static / folder).rglob("*.*")))
    spelled = "".join(
        f"{file.relative_to(static)} {(stat := file.stat()).st_size} {stat.st_mtime_ns}\n"
        for file in files
    )
    return sha256(f"{spelled}{besides}".encode()).hexdigest()[:12]


@bp.get("/assets/<version>/css/<screen>.css")
def style(version: str, screen: str) -> Response:
    """Of any version: old pages heal."""
    static = Path(current_app.static_folder or "static")
    files = [static / name for name in (*IN_FRONT, f"css/{screen}.css")]
    if not files[-1].is_file():
        abort(404)
    parts = [_as_seen_from_css(file) for file in files if file.is_file()]
    parts.insert(-1, current_app.config["ASSETS_SIZES"].get(screen, ""))
    return kept(Response("\n".join(parts), mimetype="text/css"))


def _as_seen_from_css(file: Path) -> str:
    """Its text with the parts it imports, and the fonts' addresses right for a reader in css/."""
    text = file.read_text(encoding="utf-8")
    if PART.search(text):
        return PART.sub(lambda part: _as_seen_from_css(file.parent / part[1]), text)
    return text.replace('url("', f'url("../{file.parent.name}/')


@bp.get("/assets/<version>/<path:name>")
def asset(version: str, name: str) -> Response:
    """Likewise."""
    return kept(send_from_directory(current_app.static_folder or "static", name))


def kept(answer: Response) -> Response:
    """A browser asks for it once: another version has another address."""
    answer.cache_control.max_age = FOR_EVER_SECONDS
    answer.cache_control.public = True
    answer.cache_control.no_cache = None
    answer.cache_control.immutable = True
    return answer
