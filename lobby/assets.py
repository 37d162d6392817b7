"""Style sheets and scripts under an address that changes with their content.

So a browser keeps them for ever and still never shows yesterday's page with today's script.
The version stands in the path, not behind a question mark: modules import one another by
relative paths and stay within one version.
"""

from hashlib import sha256
from pathlib import Path

from flask import Blueprint, Flask, Response, send_from_directory, url_for

FOLDERS = ("css", "js", "vendor", "fonts")
FOR_EVER_SECONDS = 365 * 24 * 3600

bp = Blueprint("assets", __name__)


def register(app: Flask) -> None:
    version = content_version(Path(app.static_folder or "static"))
    app.config["ASSETS_VERSION"] = version
    app.register_blueprint(bp)
    app.jinja_env.globals["asset"] = lambda name: url_for(
        "assets.asset", version=version, name=name
    )


def content_version(static: Path) -> str:
    """One short name for everything the pages load, from sizes and times of the files."""
    files = (file for folder in FOLDERS for file in sorted((static / folder).rglob("*.*")))
    spelled = "".join(
        f"{file.relative_to(static)} {(stat := file.stat()).st_size} {stat.st_mtime_ns}\n"
        for file in files
    )
    return sha256(spelled.encode()).hexdigest()[:12]


@bp.get("/assets/<version>/<path:name>")
def asset(version: str, name: str) -> Response:  # noqa: ARG001 -- any version: old pages heal
    from flask import current_app

    answer = send_from_directory(
        current_app.static_folder or "static", name, max_age=FOR_EVER_SECONDS
    )
    answer.cache_control.immutable = True
    return answer
