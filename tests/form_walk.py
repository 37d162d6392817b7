"""Nonsense typed into every form of a page, and whether a refused form gives it back."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from flask.testing import FlaskClient
from werkzeug.datastructures import MultiDict
from werkzeug.test import TestResponse

from web.forms.held_values import BOX, HeldValue, held_values
from web.forms.markup import PageTags
from web.forms.refill import RETYPED
from web.forms.tags import UNSEEN, FormTags

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


@dataclass
class OpenForm:
    """A form as somebody's browser has it: as it was when its page was opened, or came back."""

    client: FlaskClient
    path: str
    action: str
    number: int = 0  # of the forms with this address

    def __post_init__(self) -> None:
        self.reload()

    def reload(self) -> None:
        self.show(self.client.get(self.path).text)

    def show(self, text: str) -> None:
        forms = [
            form
            for form in posted_forms(text)
            if urlsplit(form.tag.get("action") or self.path).path == self.action
        ]
        self.form: FormTags = forms[self.number]
        self.held: dict[str, HeldValue] = held_values(self.form)

    def save(self, **changes: list[str] | tuple[str, ...]) -> TestResponse:
        """As it stands, but for the changed controls; boxes are called ``name=value``."""
        assert changes.keys() <= self.held.keys(), changes
        typed: MultiDict[str, str] = MultiDict(
            (control.get("name"), control.get("value"))
            for control in self.form.controls
            if control.kind == "hidden"
        )
        for key, value in self.held.items():
            for text in changes.get(key, value.values):
                typed.add(key.partition(BOX)[0], text)
        return self.client.post(self.action, data=typed)
