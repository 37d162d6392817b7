"""The files of notices: public while a published notice shows them, else for managers alone.

A file is named by its content, so a browser may keep it for a day. Films are sent in parts as
the browser asks for them; nothing is ever executed, and the kind comes from our own name for it.
"""

from flask import Blueprint, Response, send_file
from werkzeug.exceptions import RequestedRangeNotSatisfiable

from hall.errors import NotFound
from hall.notices.queries import file_is_public
from web.app_context import current_context, current_hall
from web.sign_in import must_be_manager

bp = Blueprint("files", __name__, url_prefix="/notices/files")

KEPT_SECONDS = 24 * 3600
TYPES = {".webp": "image/webp", ".mp4": "video/mp4", ".webm": "video/webm", ".vtt": "text/vtt"}


@bp.get("/<name>")
def file(name: str) -> Response:
    path = current_context().media_store.path(name)
    if path is None:
        raise NotFound(file=name)
    with current_hall().read() as snapshot:
        is_public = file_is_public(snapshot.session, name)
    if not is_public:
        must_be_manager()
    try:
        answer = send_file(path, mimetype=TYPES[path.suffix], conditional=True, etag=False)
    except RequestedRangeNotSatisfiable:  # no person reads this: a player learns where the end is
        size = path.stat().st_size
        return Response(status=416, headers={"Content-Range": f"bytes */{size}"})
    answer.cache_control.no_cache = None
    answer.cache_control.max_age = KEPT_SECONDS
    answer.cache_control.private = True
    return answer
