"""A form as typed values: read once, or refused with a sentence at each field that is wrong."""

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar, NoReturn, Self

from flask import g, request
from werkzeug.datastructures import MultiDict
from wtforms import Form, ValidationError

from hall.errors import Malformed
from web import sentences
from web.forms.fields import TypedField
from web.forms.form_refusals import FormRefused


class TypedForm(Form):
    """Fields come from web/forms/fields.py; each gives its ``value`` after ``read``."""

    class Meta:
        locales = False  # our fields speak Chinese themselves

    #: Where an action's refusal belongs: by the ``field`` of a Malformed, where that is no field of
    #: ours by name, or by the code of any other.
    places: ClassVar[Mapping[str, str]] = {}
    #: By code, which part's sentence this form says instead of the refusal's own.
    own_words: ClassVar[Mapping[str, str]] = {}

    @classmethod
    def read(cls) -> Self:
        """What was posted. Raises FormRefused, which the form's page shows at the fields."""
        typed = cls.posted()
        shape = cls.class_for(typed)
        g.form_places, g.form_words = shape.places, shape.own_words
        return cls.read_from(typed)

    @classmethod
    def posted(cls) -> MultiDict[str, str]:
        return request.form

    @classmethod
    def read_query(cls) -> Self:
        """What an address asks for."""
        return cls.read_from(request.args)

    @classmethod
    def class_for(cls, typed: Any) -> type[Self]:
        """Where the fields depend on what came, the class that has them."""
        return cls

    @classmethod
    def read_from(cls, typed: Any) -> Self:
        form = cls.class_for(typed)(typed)
        if not form.validate():
            raise FormRefused(dict(form.problems()))
        return form

    def value_of(self, name: str) -> Any:
        """Of a field whose name only the hall's own things give."""
        return self._field(name).value

    def came_with(self, name: str) -> bool:
        return self._field(name).is_there

    def _field(self, name: str) -> TypedField[Any]:
        field = self[name]
        assert isinstance(field, TypedField)
        return field

    def problems(self) -> Iterator[tuple[str, str]]:
        """The name of each wrong control, and what is wrong with it."""
        for field in self:
            if field.errors:
                yield getattr(field, "problem_at", field.name), str(field.errors[0])


def form_of(name: str, fields: Mapping[str, Any], base: type[TypedForm] = TypedForm) -> Any:
    """A form whose fields depend on what the hall has: one class for this one page of it."""
    return type(name, (base,), dict(fields))


def refuse(part: str, **bounds: object) -> NoReturn:
    """For a form's ``validate_<field>``: the sentence of that part, at that field."""
    raise ValidationError(sentences.refusal(Malformed(field=part, **bounds)))
