"""Every room of the house as pages: one Flask application, with all that its answers need."""

from datetime import timedelta
from pathlib import Path

from flask import Flask
from flask.json.provider import DefaultJSONProvider

import api.device_agent
import api.iclock
import api.tickets
import api.views
import counter.duty
import counter.guide
import counter.rating
import counter.returning
import counter.views
import display.heartbeats
import display.proof_of_play
import display.resting
import display.sounds
import display.views
import kiosk.opinions
import kiosk.phone_opinions
import kiosk.rating
import kiosk.read_aloud
import kiosk.views
import office.captions
import office.devices
import office.finger_copies
import office.fingerprints
import office.forecast
import office.hours
import office.id_cards
import office.kiosk
import office.line
import office.notices
import office.one_time
import office.opinions
import office.papers
import office.people
import office.preview
import office.proofs
import office.screens
import office.terminals
import office.views
import office.voice
import timeclock.views
import web.account
import web.assets
import web.files
import web.language
import web.refusals
import web.same_origin
import web.scripts
import web.security_headers
import web.views
from config import Config, KioskConfig
from server.data_folder import secret_in
from web.filters import FILTERS, GLOBALS

LARGEST_BODY = 64 * 1024
SIGNED_IN_FOR = timedelta(hours=12)

SCREENS = (
    web.views,
    web.account,
    web.files,
    kiosk.views,
    kiosk.rating,
    kiosk.opinions,
    kiosk.phone_opinions,
    counter.views,
    counter.returning,
    counter.rating,
    counter.guide,
    counter.duty,
    display.views,
    display.heartbeats,
    display.resting,
    display.sounds,
    display.proof_of_play,
    timeclock.views,
    office.views,
    office.line,
    office.voice,
    office.hours,
    office.forecast,
    office.opinions,
    office.one_time,
    office.notices,
    office.captions,
    office.screens,
    office.fingerprints,
    office.finger_copies,
    office.papers,
    office.people,
    office.preview,
    office.proofs,
    office.kiosk,
    office.devices,
    office.terminals,
    office.id_cards,
)
#: For programs.
PORTS = (api.views, api.tickets, api.iclock, api.device_agent)


class ReadableJson(DefaultJSONProvider):
    """Chinese as it is written, for whoever reads an answer."""

    ensure_ascii = False


def create_flask_app(config: Config) -> Flask:
    static = Path(__file__).parent / "static"
    app = Flask(__name__, static_folder=str(static), static_url_path=None)
    _furnish(app, config)
    web.language.register(app)
    web.refusals.register(app)
    web.same_origin.register(app)
    web.assets.register(app, {"kiosk": panel_css(config.kiosk)})
    web.scripts.register(app)
    web.security_headers.register(app)
    for screen in SCREENS:
        app.register_blueprint(screen.bp)
    for port in PORTS:
        app.register_blueprint(port.bp)
    return app


def _furnish(app: Flask, config: Config) -> None:
    app.config.update(
        SECRET_KEY=secret_in(config.storage_folder),
        MAX_CONTENT_LENGTH=LARGEST_BODY,
        PERMANENT_SESSION_LIFETIME=SIGNED_IN_FOR,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_NAME="hall",
    )
    app.json = ReadableJson(app)
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.filters.update(FILTERS)
    app.jinja_env.globals.update(GLOBALS)


def panel_css(kiosk: KioskConfig) -> str:
    """The kiosk's panel as it hangs there; its style sheet makes millimetres of it."""
    return f":root {{ --long-side: {kiosk.long_side_mm}; --bottom-edge: {kiosk.bottom_edge_mm}; }}"
