"""An address with NUL in it is of nothing: not every database takes one, and no name has it."""

from flask import Flask, request

from hall.errors import NotFound

NUL = "\x00"


def register(app: Flask) -> None:
    app.before_request(refuse_nul)


def refuse_nul() -> None:
    if NUL in request.path:
        raise NotFound(address=request.path.replace(NUL, ""))
