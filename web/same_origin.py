"""Only our own pages may change anything with a browser's cookies (ADR 0006).

Chromium says of every request where it comes from (Sec-Fetch-Site), but only over TLS and on this
computer; otherwise a POST says its Origin, and a link which page it stood on. A secret in each
form would do the same, but it expires, and a kiosk's page stays open for days.
"""

from flask import Flask, request

from web.refusals import CrossSite

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
OURS = frozenset({"same-origin", "none"})  # none: typed into the address bar
#: A cookie of browsers in which staff ever signed in: no link makes a kiosk of one.
STAFF_BROWSER = "staff_browser"


def register(app: Flask) -> None:
    app.before_request(refuse_other_sites)


def refuse_other_sites() -> None:
    if request.path.startswith("/api/"):
        return  # programs come with a token in a header, which no other site can add
    changes = request.method not in SAFE_METHODS
    # A terminal's GET is how it says that it is there, and how it fetches its orders.
    if (changes or request.path.startswith("/iclock/")) and comes_from_elsewhere():
        raise CrossSite()


def comes_from_elsewhere() -> bool:
    """Whether another site's page sent this, as far as the browser says."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site not in OURS
    page = request.headers.get("Origin", request.headers.get("Referer"))
    return page is not None and page.partition("://")[2].partition("/")[0] != request.host
