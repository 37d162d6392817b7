"""The bare counterpart of our server (U1): one JSON answer behind the same gunicorn worker."""

import sys
from collections.abc import Callable
from typing import Any

from flask import Flask, jsonify
from flask.typing import ResponseReturnValue
from gunicorn.app.base import BaseApplication

from bench.wire import HOST
from server.gunicorn_server import KEEP_ALIVE_SECONDS
from web.limits import THREADS


class PingServer(BaseApplication):  # type: ignore[misc]
    def __init__(self, port: int) -> None:
        self._port = port
        super().__init__()

    def load_config(self) -> None:
        settings: dict[str, Any] = {
            "bind": f"{HOST}:{self._port}",
            "worker_class": "gthread",
            "workers": 1,
            "threads": THREADS,
            "keepalive": KEEP_ALIVE_SECONDS,
            "loglevel": "warning",
            "control_socket_disable": True,
        }
        for name, value in settings.items():
            if name in self.cfg.settings:
                self.cfg.set(name, value)

    def load(self) -> Callable[..., Any]:
        app = Flask(__name__, static_folder=None)

        @app.get("/ping")
        def ping() -> ResponseReturnValue:
            return jsonify(pong=True)

        return app


if __name__ == "__main__":
    PingServer(int(sys.argv[1])).run()
