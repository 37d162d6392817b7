"""A program in front of ours that speaks https: its word on who asks is taken, nobody else's.

Werkzeug's ProxyFix reads the headers; it believes them from everybody, so we ask it only about
requests that come from the one address in config.toml.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from werkzeug.middleware.proxy_fix import ProxyFix

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment


class BehindProxy:
    """The application, for whoever comes straight and for whoever comes through the proxy."""

    def __init__(self, straight: "WSGIApplication", proxy: str) -> None:
        self._straight, self._proxy = straight, proxy
        self._through = ProxyFix(straight, x_for=1, x_proto=1)

    def __call__(
        self, environ: "WSGIEnvironment", start_response: "StartResponse"
    ) -> Iterable[bytes]:
        comes_through = environ.get("REMOTE_ADDR") == self._proxy
        application = self._through if comes_through else self._straight
        return application(environ, start_response)
