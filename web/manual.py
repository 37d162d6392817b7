"""使用手册 (``/help``): docs/manual/, of each area and each role, and the page of faults.

Whoever asks for ``/help`` alone is led to what is said of the page they come from. Text and
pictures are read by web/manual_text.py; on paper they are drawn by web/manual_paper.py.
"""

from io import BytesIO
from urllib.parse import urlsplit

from flask import (
    Blueprint,
    Response,
    current_app,
    redirect,
    render_template,
    request,
    send_file,
    send_from_directory,
    url_for,
)
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect

from hall.errors import NotFound
from hall.pdf_papers.pdf_paper import PosterSize
from hall.people.model import Staff
from web import sentences
from web.app_context import current_context, current_hall
from web.fault_page import fault_sections
from web.forms.fields import LenientField
from web.forms.typed_form import TypedForm
from web.manual_paper import drawn_manual, drawn_poster
from web.manual_text import PICTURES, ManualSection, manual_sections
from web.navigation import place_of
from web.sentences import manual_names as names
from web.sentences.office_pages import AREAS
from web.sign_in import must_be_staff, whoever_is_signed_in

READING_SECONDS = 90  # then the timeclock is back for the next one

bp = Blueprint("manual", __name__, url_prefix="/help", template_folder="templates")


class PosterQuery(TypedForm):
    sheet = LenientField[PosterSize](PosterSize, PosterSize.A4)


@bp.get("")
def start() -> ResponseReturnValue:
    """The manual of the page one comes from; of one's own role, for whoever comes from nowhere."""
    staff = must_be_staff()
    name, part = manual_of(urlsplit(request.referrer or "").path, staff)
    return redirect(url_for(".page", name=name, _anchor=part or None))


@bp.get("/visitors")
def visitors() -> str:
    """What hangs in the hall; without a sign-in. Whoever is signed in may print it."""
    if whoever_is_signed_in():
        return page(names.VISITORS)
    back = url_for("web.directory")
    return render_template("web/manual_public.html", sections=_of_the_hall(), back=back)


@bp.get("/clocking")
def clocking() -> str:
    """How one clocks in, for those who stand before the timeclock; without a sign-in."""
    return render_template(
        "web/manual_public.html",
        sections=manual_sections("timeclock")[:2],
        back=url_for("timeclock.screen"),
        stays_seconds=READING_SECONDS,
    )


@bp.get("/pictures/<name>")
def picture(name: str) -> Response:
    return send_from_directory(PICTURES, name)


@bp.get("/<name>")
def page(name: str) -> str:
    staff = must_be_staff()
    intro, *sections = _sections(name)
    return render_template(
        "web/manual.html",
        staff=staff,
        name=name,
        groups=names.manual_groups(staff.role),
        intro=intro,
        sections=sections,
    )


@bp.get("/<name>.pdf")
def paper(name: str) -> Response:
    """To be printed. Takes some seconds."""
    must_be_staff()
    sections, issuer = _sections(name), current_context().sign.hall_name
    with current_hall().read() as snapshot:
        foot = names.PRINTED_ON.format(title=sections[0].title, day=sentences.day(snapshot.now))
    if name == names.VISITORS:
        drawn = drawn_poster(sections, issuer, foot, PosterQuery.read_query().sheet.value)
    else:
        drawn = drawn_manual(sections, issuer, foot)
    title = f"{sections[0].title}.pdf"
    return send_file(BytesIO(drawn), mimetype="application/pdf", download_name=title)


def manual_of(path: str, staff: Staff) -> tuple[str, str]:
    """What is said of an address of ours: the manual, and the anchor in it ("" is its top)."""
    otherwise = names.MANUAL_OF_ROLE.get(staff.role, "window"), ""
    try:
        rule, values = current_app.url_map.bind("").match(path, return_rule=True)
    except (HTTPException, RequestRedirect):
        return otherwise
    if values.get("area") in AREAS:
        return values["area"], ""
    if place := place_of(rule.rule):
        return place.area, place.anchor
    room = rule.endpoint.partition(".")[0].partition("_")[0]
    return names.MANUALS_OF_ROOMS.get(room, otherwise[0]), ""


def _sections(name: str) -> tuple[ManualSection, ...]:
    if names.manual_title(name) is None:
        raise NotFound(manual=name)
    if name == names.FAULTS:
        return fault_sections()
    return _of_the_hall() if name == names.VISITORS else manual_sections(name)


def _of_the_hall() -> tuple[ManualSection, ...]:
    """What visitors are told, with this hall's name, hours and telephone."""
    sign = current_context().sign
    said = {blank: str(getattr(sign, field)) for field, blank in names.BLANKS.items()}
    return tuple(section.filled(said) for section in manual_sections(names.VISITORS))
