"""Where somebody is among the office's pages, and what is around them.

Drawn from the one table, web/sentences/office_pages.py. A page whose address is below another's
belongs to it.
"""

from typing import NamedTuple

from flask import current_app, request

from hall.people.model import Staff
from hall.people.rights import Right
from web.route_rights import staff_may
from web.sentences.office_pages import AREAS, PAGES, OfficePage
from web.sign_in import rights_of_staff

OFFICE = "/office"


class OfficePlace(NamedTuple):
    area: str
    page: OfficePage | None = None  # None: on what an area begins with
    is_below: bool = False  # on a page that belongs to it

    @property
    def area_title(self) -> str:
        return AREAS[self.area]

    @property
    def anchor(self) -> str:
        """In the area's manual."""
        return anchor(self.page.title) if self.page else ""


def anchor(heading: str) -> str:
    """As code hosting sites make it of a heading: spaces become hyphens."""
    return heading.strip().lower().replace(" ", "-")


def place_of(address: str) -> OfficePlace | None:
    """By the address as its route is written: ``/office/items/<int:item_id>``."""
    pages = {address_of(page): page for page in PAGES}
    whole = above = address.rstrip("/")
    while above.startswith(OFFICE):
        page = pages.get(above)
        if page and (above != OFFICE or whole == OFFICE):  # below /office stands everything
            return OfficePlace(page.area, page, is_below=above != whole)
        above = above.rpartition("/")[0]
    return None


def place_here() -> OfficePlace | None:
    return place_of(request.url_rule.rule) if request.url_rule else None


def address_of(page: OfficePage) -> str:
    rules = current_app.url_map.iter_rules(page.endpoint)
    return next(rule.rule.rstrip("/") for rule in rules if "GET" in (rule.methods or ()))


def pages_for(staff: Staff, area: str | None = None) -> list[OfficePage]:
    """Those that somebody may open, of all areas or one."""
    return [page for page in PAGES if area in (None, page.area) and may_open(staff, page.endpoint)]


def may_open(staff: Staff, endpoint: str) -> bool:
    """As their rights are now."""
    rights = rights_of_staff(staff)
    if endpoint == "office.overview":  # else it leads to the first page of theirs
        return Right.TODAY in rights
    return staff_may(staff.role, rights, endpoint, "GET")
