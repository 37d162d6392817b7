"""The forms about ratings, opinions and their cases (office/opinions.py)."""

from hall.opinions import cases, retention
from hall.parsing import day
from web.forms.edit_form import EditForm
from web.forms.fields import NumberField, OptionalField, TextField, WordField
from web.forms.typed_form import TypedForm, refuse


class PeriodForm(TypedForm):
    first = OptionalField(day, refusal="period")
    last = OptionalField(day, refusal="period")


class WeightForm(TypedForm):
    complex = TextField()


class AnswerForm(TypedForm):
    places = {"answer": "words"}

    words = TextField()


class OpinionSettingsForm(EditForm):
    places = {"count": cases.COUNT}

    case_days = NumberField(1, cases.MOST_DAYS, refusal="case_days")
    complex_case_days = NumberField(1, cases.MOST_DAYS, refusal="case_days")
    case_days_count = WordField(cases.Counting, refusal="count", unsaid=cases.Counting.CALENDAR)
    opinion_days = NumberField(1, retention.MOST_DAYS, refusal="days")

    def validate_complex_case_days(self, longer: NumberField) -> None:
        if longer.data and self.case_days.data and longer.data < self.case_days.data:
            refuse("case_days", longest=cases.MOST_DAYS)
