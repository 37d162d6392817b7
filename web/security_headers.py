"""What goes out with every answer: what its page may load, and whether a browser may keep it."""

from flask import Flask, Response, current_app, request

from web.preview_query import is_framed
from web.screen_agent import agent_of_the_browser

CONTENT_POLICY = (
    "default-src 'self'; script-src 'self' 'sha256-{import_map}'; img-src 'self' data:; "
    "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors {framed_by}"
)


def register(app: Flask) -> None:
    app.after_request(add_security_headers)


def add_security_headers(response: Response) -> Response:
    known = current_app.config
    # A screen of ours stands in a frame where the office looks at it.
    framed = request.blueprint == "display" and is_framed()
    policy = CONTENT_POLICY.format(
        import_map=known["IMPORT_MAP_HASH"], framed_by="'self'" if framed else "'none'"
    )
    if agent := agent_of_the_browser():
        policy += f"; connect-src 'self' {agent}"
    response.headers.setdefault("Content-Security-Policy", policy)
    response.headers.setdefault("X-Content-Type-Options", "nosniff")
    response.headers.setdefault("Referrer-Policy", "same-origin")
    if request.blueprint != "assets" or response.status_code >= 400:
        # Pages tell the state of this moment; none may come back from a browser's memory.
        response.headers.setdefault("Cache-Control", "no-store")
        response.headers.setdefault("X-Version", known["ASSETS_VERSION"])
    return response
