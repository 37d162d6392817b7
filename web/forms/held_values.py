"""What the controls of a form hold, as a browser would send it untouched. Pure.

A form carries with it what it showed (``SHOWN``), each control's value as a short fingerprint:
enough to see, when it is saved, who changed what since. A box that can be ticked counts for
itself, so two people may tick two boxes of one name.
"""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import blake2b
from html import escape

from markupsafe import Markup
from werkzeug.datastructures import MultiDict

from hall.errors import Malformed
from web.forms.markup import PageTags
from web.forms.tags import PRESSED, UNSEEN, FormTags, Tag

#: The hidden control that carries it.
SHOWN = "shown"
#: … and the one that carries which changes were known when it was shown.
NEWEST = "shown_change"
HIDDEN = '<input type="hidden" name="{}" value="{}">'
#: What is not kept, so that nobody else can have changed it.
NEVER_SHOWN = frozenset({*UNSEEN, "password", "file"})
#: Between a box's name and its value.
BOX = "="
FINGERPRINT_BYTES = 6
#: Only these are read: a sheet of a month has three thousand tags and ten forms.
FORM = re.compile(r"<form\b.*?</form>", re.DOTALL)

Values = tuple[str, ...]
#: The fingerprints, by the control's name.
Shown = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class HeldValue:
    """``label`` and ``words`` are what people read: of a choice not its value, but its text."""

    label: str
    values: Values
    words: str
    is_box: bool = False


def held_values(form: FormTags) -> dict[str, HeldValue]:
    """By the control's name; of a box by its name and value."""
    found: dict[str, HeldValue] = {}
    for control in form.controls:
        name = control.get("name")
        if not name or control.kind in NEVER_SHOWN or "disabled" in control.attributes:
            continue
        key, value = _held(control)
        if before := found.get(key):
            words = "、".join(filter(None, (before.words, value.words)))
            value = HeldValue(before.label, before.values + value.values, words)
        found[key] = value
    return found


def _held(control: Tag) -> tuple[str, HeldValue]:
    name, label = control.get("name"), control.label
    if control.kind in PRESSED:
        return _pressed(control, name, label)
    if control.kind == "select":
        chosen = _chosen(control)
        words = "、".join(" ".join(option.text.split()) for option in chosen)
        return name, HeldValue(label, tuple(option.option_value for option in chosen), words)
    text = control.get("value")
    if control.kind == "textarea":
        text = control.text.removeprefix("\n")  # a browser swallows its first line end
    return name, HeldValue(label, (text,), text)


def _pressed(control: Tag, name: str, label: str) -> tuple[str, HeldValue]:
    value, is_pressed = control.get("value") or "on", "checked" in control.attributes
    values = (value,) if is_pressed else ()
    if control.kind == "checkbox":
        return f"{name}{BOX}{value}", HeldValue(label, values, label, is_box=True)
    return name, HeldValue("".join(control.group), values, label if is_pressed else "")


def _chosen(select: Tag) -> list[Tag]:
    chosen = [option for option in select.options if "selected" in option.attributes]
    if "multiple" in select.attributes:
        return chosen
    return chosen[-1:] or select.options[:1]


def typed_values(typed: MultiDict[str, str], keys: Iterable[str]) -> dict[str, Values]:
    """Of the controls of ``keys``, what came."""
    found: dict[str, Values] = {}
    for key in keys:
        name, box, value = key.partition(BOX)
        values = typed.getlist(name)
        found[key] = tuple(text for text in values if text == value) if box else tuple(values)
    return found


def with_values(typed: MultiDict[str, str], values: Mapping[str, Values]) -> MultiDict[str, str]:
    """What came, with these values of these controls instead."""
    names = {key.partition(BOX)[0] for key in values}
    kept = [(name, text) for name, text in typed.items(multi=True) if name not in names]
    ours = [(key.partition(BOX)[0], text) for key, texts in values.items() for text in texts]
    return MultiDict([*kept, *ours])


def fingerprint(values: Values) -> str:
    """The same for the same, however lines end; nothing typed is the same as no control."""
    texts = [text.replace("\r\n", "\n") for text in values if text]
    spelled = json.dumps(texts, ensure_ascii=False).encode("utf-8", "surrogatepass")
    return blake2b(spelled, digest_size=FINGERPRINT_BYTES).hexdigest()


#: Of a control that is not there.
NOTHING = fingerprint(())


def with_what_it_shows(html: str, newest: int = 0) -> Markup:
    """The same page, with each form carrying what it shows, and the number of the newest change
    that it knows (who_changed.py)."""
    return Markup(FORM.sub(lambda found: _carrying(found[0], newest), str(html)))


def _carrying(form_html: str, newest: int) -> str:
    page = PageTags(form_html)
    for form in page.forms:
        held = held_values(form)
        if held and form.tag.get("method").lower() == "post":
            shown = json.dumps({key: fingerprint(value.values) for key, value in held.items()})
            form.tag.inside = HIDDEN.format(SHOWN, escape(shown)) + HIDDEN.format(NEWEST, newest)
    return page.written()


def shown_from(text: str) -> Shown:
    """What a form carried. Raises Malformed for what no page of ours wrote."""
    try:
        shown = json.loads(text)
    except (ValueError, RecursionError):
        raise Malformed() from None
    if not isinstance(shown, dict):
        raise Malformed()
    return {name: str(value) for name, value in shown.items()}
