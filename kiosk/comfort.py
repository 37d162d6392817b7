"""How one visitor wants the pages: large letters, strong contrast, everything low down, English.

Kept in a cookie that ends with the visit and says nothing about anybody. What it says is believed
only if a page of ours could have said it; the frame writes it on <html>, where the style sheet
and the scripts read it.
"""

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Self

from flask import Response, has_request_context, make_response, redirect, request, session, url_for
from flask.typing import ResponseReturnValue

from kiosk.kiosk_times import KioskTimes
from kiosk.pages import bp, in_the_frame
from web.forms.fields import LenientField
from web.forms.typed_form import TypedForm

COOKIE = "comfort"
#: In the session of whoever typed the staff's PIN: since when.
LET_IN = "kiosk_staff"
#: Every choice and what it may be; the first is what the next visitor finds.
CHOICES = {
    "size": ("1", "2", "3"),
    "contrast": ("plain", "high"),
    "reach": ("whole", "low"),
    "language": ("zh", "en"),
}
LANG = {"zh": "zh-CN", "en": "en"}
HERE = "/kiosk"
#: No dots in it: a browser would follow them out of the kiosk.
OURS = re.compile(rf"{HERE}(/[\w-]+)*/?(\?[\w=&%+-]*)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Comfort:
    size: str = "1"
    contrast: str = "plain"
    reach: str = "whole"
    language: str = "zh"

    @classmethod
    def of(cls, cookie: str) -> Self:
        """Each word counts only in its place; whatever is not one of ours is the default."""
        said = dict(zip(CHOICES, cookie.split("."), strict=False))
        return cls().but(said)

    def but(self, said: Mapping[str, str]) -> Self:
        known = {name: said[name] for name, may in CHOICES.items() if said.get(name) in may}
        return replace(self, **known)

    @property
    def cookie(self) -> str:
        return ".".join(asdict(self).values())

    @property
    def lang(self) -> str:
        return LANG[self.language]

    def after(self, name: str) -> str:
        """What touching the button of ``name`` once more leads to: round and round."""
        may = CHOICES[name]
        return may[(may.index(getattr(self, name)) + 1) % len(may)]


class ComfortForm(TypedForm):
    """The buttons that were touched, and the page they stand on."""

    size = LenientField(str, "")
    contrast = LenientField(str, "")
    reach = LenientField(str, "")
    language = LenientField(str, "")
    back = LenientField(str, "")

    @property
    def said(self) -> dict[str, str]:
        return {name: self.value_of(name) for name in CHOICES}


def comfort() -> Comfort:
    """Of whoever stands there now."""
    return Comfort.of(request.cookies.get(COOKIE, ""))


@bp.app_context_processor
def in_every_page() -> dict[str, object]:
    ours = has_request_context() and request.path.startswith(HERE)  # boards are drawn without one
    return {"comfort": comfort(), "kiosk_times": KioskTimes()} if ours else {}


@bp.post("/kiosk/comfort")
def choose() -> ResponseReturnValue:
    """To the frame nothing more is said: it has changed its looks already."""
    form = ComfortForm.read()
    answer = make_response("", 204) if in_the_frame() else make_response(_back(form.back.value))
    chosen = comfort().but(form.said)
    if chosen == Comfort():
        forget(answer)
    else:
        answer.set_cookie(COOKIE, chosen.cookie, path=HERE, httponly=True, samesite="Strict")
    return answer


@bp.post("/kiosk/leave")
def leave() -> ResponseReturnValue:
    """The visit is over: the next visitor finds the pages as everybody does."""
    answer = make_response("", 204) if in_the_frame() else make_response(redirect(url_for(".home")))
    forget(answer)
    session.pop(LET_IN, None)
    return answer


def forget(answer: Response) -> None:
    answer.delete_cookie(COOKIE, path=HERE, httponly=True, samesite="Strict")


def _back(came_from: str) -> ResponseReturnValue:
    """Where the visitor was, if that is a page of the kiosk."""
    return redirect(came_from if OURS.fullmatch(came_from) else url_for(".home"), 303)
