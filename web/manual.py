"""使用手册 (``/help``): the pages of docs/manual/, each heading with an anchor.

Written in the same Markdown as notices. Whoever asks for ``/help`` alone is led to what is said
of the page they come from.
"""

import re
from functools import cache
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from flask import Blueprint, current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect

from hall.errors import NotFound
from hall.notices.markdown import as_html
from web.navigation import anchor, place_of
from web.sentences.manual_names import MANUALS, MANUALS_OF_ROOMS
from web.sentences.office_pages import AREAS
from web.sign_in import must_be_staff

FOLDER = Path(__file__).parents[1] / "docs" / "manual"
HEADING = re.compile(r"^## (.+)\n", re.MULTILINE)

bp = Blueprint("manual", __name__, url_prefix="/help", template_folder="templates")


class ManualSection(NamedTuple):
    title: str
    html: Markup

    @property
    def anchor(self) -> str:
        return anchor(self.title)


@bp.get("")
def start() -> ResponseReturnValue:
    """The manual of the page one comes from; of today, for whoever comes from nowhere."""
    must_be_staff()
    name, part = manual_of(urlsplit(request.referrer or "").path)
    return redirect(url_for(".page", name=name, _anchor=part or None))


@bp.get("/<name>")
def page(name: str) -> str:
    staff = must_be_staff()
    if name not in MANUALS:
        raise NotFound(manual=name)
    intro, *sections = manual_sections(name)
    return render_template(
        "web/manual.html", staff=staff, name=name, names=MANUALS, intro=intro, sections=sections
    )


def manual_of(path: str) -> tuple[str, str]:
    """What is said of an address of ours: the manual, and the anchor in it ("" is its top)."""
    otherwise = "today", ""
    try:
        rule, values = current_app.url_map.bind("").match(path, return_rule=True)
    except (HTTPException, RequestRedirect):
        return otherwise
    if values.get("area") in AREAS:
        return values["area"], ""
    if place := place_of(rule.rule):
        return place.area, place.anchor
    room = rule.endpoint.partition(".")[0].partition("_")[0]
    return MANUALS_OF_ROOMS.get(room, otherwise[0]), ""


@cache
def manual_sections(name: str) -> tuple[ManualSection, ...]:
    """The title with what stands below it, then one for each heading."""
    text = (FOLDER / f"{name}.md").read_text(encoding="utf-8")
    first, *rest = HEADING.split(text)
    title, _, intro = first.partition("\n")
    pairs = [(title.removeprefix("# "), intro), *zip(rest[::2], rest[1::2], strict=True)]
    return tuple(ManualSection(heading, Markup(as_html(body))) for heading, body in pairs)
