"""Nonsense typed into every form of a page, and whether a refused form gives it back."""

from urllib.parse import urlsplit

from web.forms.markup import UNSEEN, FormTags, PageTags
from web.forms.refill import RETYPED

TYPED_INTO = {"text", "number", "date", "datetime-local", "search", "tel", "textarea"}
NONSENSE = ("不对<&\"'>", "字" * 3000, "a\x00b", "-1", "9" * 30)
#: Leads out of the office, or says nothing that could be wrong.
LEFT_OUT = {"/sign-out"}


def posted_forms(page: str) -> list[FormTags]:
    forms = PageTags(page).forms
    return [
        each
        for each in forms
        if each.tag.get("method") == "post" and each.tag.get("action") not in LEFT_OUT
    ]


def nonsense(form: FormTags, text: str) -> dict[str, list[str]]:
    """Into every field that takes writing; what is chosen is left as the page has it."""
    typed: dict[str, list[str]] = {}
    for control in form.controls:
        name = control.get("name")
        if control.kind in {*TYPED_INTO, "password"}:
            typed.setdefault(name, []).append(text)
        elif control.kind == "select":
            typed[name] = [each.option_value for each in control.options][:1]
        elif control.kind in UNSEEN and name and control.kind != "button":
            typed.setdefault(name, []).append(control.get("value"))
    return typed


def given_back(page: str, action: str, typed: dict[str, list[str]], text: str) -> bool:
    """All of it but secrets, and digits that are off a paper."""
    names = {name for name, values in typed.items() if values == [text]}
    reason = "data-refusal" in page or "field-problem" in page or 'class="refusal"' in page
    return reason and any(
        names <= {each.get("name") for each in form.controls}
        and all(_shows(form, name, text) for name in names)
        for form in posted_forms(page)
        if urlsplit(form.tag.get("action") or action).path == action
    )


def _shows(form: FormTags, name: str, text: str) -> bool:
    control = form.first(name)
    if control is None:
        return False
    kept_back = control.kind == "password" or RETYPED in control.attributes
    return (text in (control.text or control.get("value"))) is not kept_back
