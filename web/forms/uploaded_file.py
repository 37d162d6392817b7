"""A file that came with a form; how large it may be, its page says first (web/request_size.py)."""

from flask import request
from werkzeug.datastructures import FileStorage


def uploaded_file(name: str) -> FileStorage | None:
    """None where nothing was chosen: browsers send an empty part without a name then."""
    sent = request.files.get(name)
    return sent if sent and sent.filename else None
