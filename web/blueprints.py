"""What every page passes through, and the pages that belong to no room."""

from collections.abc import Mapping

from flask import Flask

from web import (
    account,
    assets,
    enrolment,
    files,
    first_start,
    known_devices,
    language,
    limiting,
    manual,
    nul_in_addresses,
    recovery,
    refusals,
    same_origin,
    screen_agent,
    scripts,
    second_factor,
    security_headers,
    views,
)

BLUEPRINTS = (
    views.bp,
    account.bp,
    second_factor.bp,
    files.bp,
    enrolment.bp,
    manual.bp,
    first_start.bp,
    recovery.bp,
)


def install(app: Flask, panel_css: Mapping[str, str]) -> None:
    """What no page goes without; ``panel_css`` is added to the style sheets of these names."""
    language.register(app)
    refusals.register(app)
    nul_in_addresses.register(app)
    same_origin.register(app)
    known_devices.register(app)
    enrolment.register(app)
    limiting.register(app)
    assets.register(app, panel_css)
    scripts.register(app)
    screen_agent.register(app)
    security_headers.register(app)
