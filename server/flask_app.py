"""The Flask application: every room's pages, with all that its answers need."""

from pathlib import Path

from flask import Flask
from flask.json.provider import DefaultJSONProvider

import api.blueprints
import counter.blueprints
import display.blueprints
import kiosk.blueprints
import me.blueprints
import office.blueprints
import timeclock.blueprints
import web.blueprints
from config import Config, KioskConfig
from server.data_folder import secret_in
from server.port_search import ServersPortSearch
from web import heavy, rights_gate
from web.filters import FILTERS, GLOBALS
from web.request_size import LARGEST_BODY

#: Each says in its ``blueprints.py`` which pages it has.
ROOMS = (
    web.blueprints,
    kiosk.blueprints,
    counter.blueprints,
    display.blueprints,
    timeclock.blueprints,
    office.blueprints,
    me.blueprints,
    api.blueprints,
)


class ReadableJson(DefaultJSONProvider):
    """Chinese as it is written, for whoever reads an answer."""

    ensure_ascii = False


def create_flask_app(config: Config) -> Flask:
    static = Path(__file__).parents[1] / "static"
    app = Flask(__name__, static_folder=str(static), static_url_path=None)
    app.url_map.strict_slashes = False  # people type a slash behind an address, and mean the page
    _configure(app, config)
    web.blueprints.install(app, {"kiosk": panel_css(config.kiosk)})
    for room in ROOMS:
        for blueprint in room.BLUEPRINTS:
            app.register_blueprint(blueprint)
    rights_gate.register(app)  # after the rooms' own: a locked kiosk is led home and not asked
    heavy.register(app)
    app.extensions["port_search"] = ServersPortSearch(config)
    return app


def _configure(app: Flask, config: Config) -> None:
    app.config.update(
        SECRET_KEY=secret_in(config.storage_folder),
        MAX_CONTENT_LENGTH=LARGEST_BODY,
        SETUP_CODE="",  # its digest, where hall serve printed one
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_NAME="hall",
        SESSION_COOKIE_SECURE=bool(config.server.proxy),
    )
    app.json = ReadableJson(app)
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.filters.update(FILTERS)
    app.jinja_env.globals.update(GLOBALS)


def panel_css(kiosk: KioskConfig) -> str:
    """The kiosk's panel as it hangs there; its style sheet makes millimetres of it."""
    return f":root {{ --long-side: {kiosk.long_side_mm}; --bottom-edge: {kiosk.bottom_edge_mm}; }}"
