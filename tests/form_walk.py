"""Nonsense typed into every form of a page, and whether a refused form gives it back."""

import re
from collections.abc import Iterator
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


#: Wrong wherever no length is said: in free writing too, where it cannot be drawn.
CANNOT_BE_DRAWN = "对\ue000错"
#: Rows of one kind: the first stands for all.
ROW = re.compile(r"\d+")


def wrong_values(form: FormTags) -> Iterator[tuple[str, MultiDict[str, str]]]:
    """For each control that is written into: its name, and the form with this one wrong and all
    else as a browser sends it untouched."""
    whole = as_it_stands(form)
    kinds: set[str] = set()
    for control in form.controls:
        name = control.get("name")
        kind = ROW.sub("", name)
        is_open = not {RETYPED, "disabled", "readonly"} & control.attributes.keys()
        if control.kind in TYPED_INTO and is_open and kind not in kinds:
            kinds.add(kind)
            typed = whole.copy()
            longest = control.get("data-longest")
            wrong = "字" * (int(longest) + 1) if longest else CANNOT_BE_DRAWN
            typed.setlist(name, [wrong])
            yield name, typed


def as_it_stands(form: FormTags) -> MultiDict[str, str]:
    hidden = [
        (control.get("name"), control.get("value"))
        for control in form.controls
        if control.kind == "hidden" and control.get("name")
    ]
    held = held_values(form).items()
    seen = [(key.partition(BOX)[0], text) for key, value in held for text in value.values]
    return MultiDict([*hidden, *seen])


def what_is_lost(page: str, action: str, name: str, typed: MultiDict[str, str]) -> set[str]:
    """Of a form that was refused: the names of what is not given back, and "the reason" where it
    stands neither at the wrong control nor at one that was left empty and must not be."""
    forms = [
        form
        for form in posted_forms(page)
        if urlsplit(form.tag.get("action") or action).path == action and form.first(name)
    ]
    says_it = "data-refusal" in page
    found = (_lost(form, name, typed, says_it=says_it) for form in forms)
    return min(found, key=len, default={"the form"})


def _lost(form: FormTags, name: str, typed: MultiDict[str, str], *, says_it: bool) -> set[str]:
    back = as_it_stands(form)
    lost = {
        other
        for other in typed
        if (shown := form.first(other)) and RETYPED not in shown.attributes
        and back.getlist(other) != typed.getlist(other)
    }  # fmt: skip
    marked = [each for each in form.controls if each.get("aria-invalid") == "true"]
    written = [each for each in form.controls if each.kind in TYPED_INTO]
    is_alone = len([each for each in written if RETYPED not in each.attributes]) == 1
    is_told = (says_it and is_alone) or any(
        each.get("name") == name or not typed.get(each.get("name")) for each in marked
    )
    return lost if is_told else lost | {"the reason"}
