"""The forms about notices (office/notices.py), as the values that the actions take."""

from datetime import time
from typing import Any

from hall.base import LARGEST_ID
from hall.notices.levels import Level
from hall.notices.model import Notice, NoticeKind
from hall.notices.publishing import Decision
from hall.notices.schedule import Daypart, Days, Schedule
from hall.notices.showing import NoticeSchedule
from hall.notices.writing import Draft
from hall.parsing import MINUTES_A_DAY, time_spans, whole_number
from hall.plain_text import without_unseen
from hall.screens.queries import screen_by_id
from hall.unit_of_work import UnitOfWork
from web.forms.edit_form import EditForm
from web.forms.fields import (
    FlagField,
    LenientField,
    OptionalField,
    TextField,
    TickedField,
    TypedField,
    WordField,
    hall_moment,
    number_within,
)
from web.forms.typed_form import TypedForm

MOST_DAYPARTS = 6


def _id(text: str) -> int:
    return number_within(1, LARGEST_ID)(text)


class WrittenField(TextField):
    """As it stands in a page that is open: what saving would refuse is told before that."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        self.data = str(valuelist[0]).replace("\r\n", "\n").strip() if valuelist else ""


class WrittenForm(TypedForm):
    """A text on its way, to be drawn."""

    body = WrittenField()


class WrittenNoticeForm(WrittenForm):
    """A notice on its way, with all that a screen draws of it."""

    title = WrittenField()
    category = WrittenField()
    letterhead = WrittenField()
    paper_number = WrittenField()
    level = LenientField(Level, Level.ROTATION)

    def notice(self) -> Notice:
        """As saving it would leave it; of no database."""
        return Notice(
            id=0,
            kind=NoticeKind.TEXT,
            title=without_unseen(self.title.value),
            body=self.body.value,
            category=without_unseen(self.category.value),
            letterhead=without_unseen(self.letterhead.value),
            paper_number=without_unseen(self.paper_number.value),
            level=self.level.value,
        )


class DraftForm(EditForm):
    places = {"board_page": "title"}

    title = TextField()
    body = TextField()
    category = TextField()
    letterhead = TextField()
    paper_number = TextField()
    level = WordField(Level, refusal="level", unsaid=Level.ROTATION)

    def draft(self, kind: NoticeKind) -> Draft:
        return Draft(
            kind=kind,
            title=self.title.value,
            body=self.body.value,
            category=self.category.value,
            letterhead=self.letterhead.value,
            paper_number=self.paper_number.value,
            level=self.level.value,
        )


class NoticeKindForm(TypedForm):
    """Which kind is begun; the address of the page says it first."""

    kind = WordField(NoticeKind, refusal="kind", unsaid=NoticeKind.TEXT)


class NewNoticeQuery(NoticeKindForm):
    """``template`` names one of web/sentences/notice_templates.py; any other begins empty."""

    template = TextField()


class NewNoticeForm(DraftForm):
    is_new = True

    kind = WordField(NoticeKind, refusal="kind")


class DaypartsField(TypedField[tuple[Daypart, ...]]):
    """``8:30-12:00 14:30-17:30``; a part that ends at 24:00 ends with the day."""

    def parse(self, text: str) -> tuple[Daypart, ...]:
        spans = time_spans(text) if text.strip() else []
        return tuple(Daypart(_time(begins), _time(ends)) for begins, ends in spans)


def _time(minute: int) -> time:
    return time(*divmod(minute % MINUTES_A_DAY, 60))


class ScheduleForm(EditForm):
    places = {"weekdays": "weekday", "moment": "starts_at"}

    starts_at = OptionalField(hall_moment, refusal="moment")
    ends_at = OptionalField(hall_moment, refusal="moment")
    working_days = OptionalField(number_within(1, 250), refusal="working_days")
    every_months = OptionalField(number_within(1, 24), refusal="every_months")
    weekday = TickedField(whole_number, refusal="weekdays")
    days = WordField(Days, refusal="days_of_notice", unsaid=Days.EVERY)
    dayparts = DaypartsField(refusal="dayparts", bounds={"most": MOST_DAYPARTS})
    screen = TickedField(_id, refusal="screen")
    period_reason = TextField()

    def wanted(self, work: UnitOfWork) -> NoticeSchedule:
        schedule = Schedule(
            starts=self.starts_at.value or work.now,
            ends=self.ends_at.value,
            working_days=self.working_days.value,
            weekdays=frozenset(self.weekday.value),
            days=self.days.value,
            dayparts=self.dayparts.value,
        )
        screens = [screen_by_id(work.session, number) for number in self.screen.value]
        return NoticeSchedule(schedule, screens, self.every_months.value)


class SubmitForm(TypedForm):
    decision = WordField(Decision, refusal="decision", unsaid=Decision.NONE)


class ApprovalForm(TypedForm):
    """``seen`` is what the page showed of the notice."""

    seen = TextField()


class RemarkForm(TypedForm):
    places = {"notice_remark": "remark"}

    remark = TextField()


class FourEyesForm(EditForm):
    alone = FlagField()
