"""Which form of a page is the one that came. Pure."""

from collections.abc import Sequence
from urllib.parse import urlsplit

from werkzeug.datastructures import MultiDict

from web.forms.held_values import NEWEST, SHOWN
from web.forms.tags import FormTags

Typed = MultiDict[str, str]

#: A second press of a form that was given back is still the same request.
KEY = "key"
#: Hidden in every form, whatever it is about.
OF_EVERY_FORM = frozenset({KEY, SHOWN, NEWEST})


def the_form(forms: Sequence[FormTags], action: str, typed: Typed) -> FormTags | None:
    """Of several with one address, the one with most hidden values like those that came."""
    same = [
        form
        for form in forms
        if form.tag.get("method").lower() == "post"
        and urlsplit(form.tag.get("action") or action).path == action
    ]
    best = max(same, key=lambda form: _likeness(form, typed), default=None)
    about = {name for form in same for name in _hidden(form)}
    if best and len(same) > 1 and about & set(typed) and not _agrees(best, typed):
        return None  # what it was about is gone; the others are about something else
    return best


def _hidden(form: FormTags) -> dict[str, str]:
    """What says which thing the form is about."""
    return {
        control.get("name"): control.get("value")
        for control in form.controls
        if control.kind == "hidden" and control.get("name") not in OF_EVERY_FORM
    }


def _agrees(form: FormTags, typed: Typed) -> bool:
    return any(value in typed.getlist(name) for name, value in _hidden(form).items())


def _likeness(form: FormTags, typed: Typed) -> tuple[int, int]:
    hidden = _hidden(form)
    like = sum(value in typed.getlist(name) for name, value in hidden.items())
    names = {control.get("name") for control in form.controls}
    return 2 * like - len(hidden), len(names & set(typed))
