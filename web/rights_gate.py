"""Asked before every page of the office: has whoever asks the right to it?

And what they may not do is not offered to them: links that would only be refused are hidden from
the pages of whoever lacks a right, and forms stay to be read, but have no button.
"""

import re
from html import unescape
from urllib.parse import urlsplit

from flask import Flask, Response, current_app, g, redirect, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect

from hall.people.model import Staff
from hall.people.rights import READERS, Right
from web.navigation import pages_for
from web.office_rights import SAFE_FOR_READERS, is_of_the_office, missing
from web.sign_in import must_be_manager, refuse_readers, rights_of_staff, whoever_is_signed_in

#: Links and forms, with what stands in their tags; no ``>`` stands in an attribute of ours.
TAG = re.compile(r"<(a|form)\b([^>]*)>")
ADDRESS = re.compile(r'\b(?:href|action)="(/office[^"]*)"')


def register(app: Flask) -> None:
    app.before_request(ask_for_the_right)
    app.after_request(hide_what_is_closed)
    app.context_processor(lambda: {"runs_office": runs_office})


def runs_office(staff: Staff) -> bool:
    """Whether anything of the office is open to them."""
    return bool(rights_of_staff(staff))


def ask_for_the_right() -> ResponseReturnValue | None:
    """Raises NotSignedIn, RightNeeded or ReadsOnly."""
    endpoint = request.endpoint or ""
    if not is_of_the_office(endpoint):
        refuse_readers()
        return None
    if endpoint == "office.overview" and (elsewhere := _first_page()):
        return redirect(url_for(elsewhere))
    must_be_manager()
    return None


def _first_page() -> str | None:
    """Where the office begins for somebody who has no right to its first page."""
    staff = whoever_is_signed_in()
    if staff is None or Right.TODAY in rights_of_staff(staff):
        return None
    return next((page.endpoint for page in pages_for(staff)), None)


def hide_what_is_closed(response: Response) -> Response:
    """Of pages and fragments of the office, for who lacks a right."""
    closed = g.get("rights_lacking")
    if closed and response.mimetype == "text/html" and not response.direct_passthrough:
        response.set_data(TAG.sub(_closed_if_not_theirs, response.get_data(as_text=True)))
    return response


def _closed_if_not_theirs(found: re.Match[str]) -> str:
    tag, attributes = found[1], found[2]
    address = ADDRESS.search(attributes)
    posts = tag == "form" and 'method="post"' in attributes
    if address is None or _is_open(unescape(address[1]), "POST" if posts else "GET"):
        return found[0]
    return f"<form data-closed{attributes}>" if posts else f"<{tag} hidden{attributes}>"


def _is_open(address: str, method: str) -> bool:
    try:
        endpoint, named = current_app.url_map.bind("").match(urlsplit(address).path, method)
    except (HTTPException, RequestRedirect, ValueError):
        return True
    staff = whoever_is_signed_in()
    if staff is None or not is_of_the_office(endpoint) or endpoint == "office.overview":
        return True
    if method not in SAFE_FOR_READERS and staff.role in READERS:
        return False
    return missing(rights_of_staff(staff), endpoint, named) is None
