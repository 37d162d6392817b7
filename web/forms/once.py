"""Forms that make something make it once: one rule for all of them.

The template of such a form says ``{{ once() }}``, its view ``made_once(work, make)``. The same
form sent again (a double click, a lost answer, "send again" after going back) has made it already.
One that says something else is another press, though its page is the same.
"""

from collections.abc import Callable
from hashlib import sha256
from json import dumps
from uuid import uuid4

from flask import request
from markupsafe import Markup

from hall.pressed_forms import made_by
from hall.unit_of_work import UnitOfWork
from web.forms.fields import TextField
from web.forms.typed_form import TypedForm

LONGEST_KEY = 64


class PressForm(TypedForm):
    """``key`` is made with the page; a form of a page without one is a new press each time."""

    key = TextField(longest=LONGEST_KEY)


def once() -> Markup:
    """The hidden control of a form that makes something."""
    return Markup('<input type="hidden" name="key" value="{}">').format(uuid4().hex)


def made_once(work: UnitOfWork, make: Callable[[], int]) -> int:
    """The id of what this form makes, or has made; ``make`` is only called the first time."""
    if not PressForm.read_from(request.form).key.value:
        return make()
    said = sorted((name, values) for name, values in request.form.lists())
    files = sorted(file.filename or "" for file in request.files.values())
    spelled = dumps([work.actor, request.path, said, files])
    return made_by(work, sha256(spelled.encode()).hexdigest(), make)
