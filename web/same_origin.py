"""Only our own pages may change anything with a browser's cookies (ADR 0006).

Chromium says of every request where it comes from (Sec-Fetch-Site); a browser that does not say
so sends Origin with every POST. A secret in each form would do the same, but it expires, and a
kiosk's page stays open for days.
"""

from flask import Flask, request

from web.refusals import CrossSite

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
OURS = frozenset({"same-origin", "none"})  # none: typed into the address bar


def register(app: Flask) -> None:
    app.before_request(refuse_other_sites)


def refuse_other_sites() -> None:
    if request.method in SAFE_METHODS or request.path.startswith("/api/"):
        return  # programs come with a token in a header, which no other site can add
    site, origin = request.headers.get("Sec-Fetch-Site"), request.headers.get("Origin")
    if site is not None and site not in OURS:
        raise CrossSite()
    if site is None and origin is not None and origin.partition("://")[2] != request.host:
        raise CrossSite()
