"""The attendance, for the programs of the bureau: what each day of each person comes to."""

from datetime import timedelta

from flask import Blueprint
from flask.typing import ResponseReturnValue

from api.access import must_have
from api.answers import answered
from api.attendance_answers import AttendanceDayAnswer
from api.queries import LONGEST_STRETCH, AttendanceDaysQuery
from hall.attendance.months.reading import judged
from hall.errors import Malformed
from hall.events import AttendanceViewed
from hall.people.model import Scope
from hall.people.queries import staff
from web.app_context import current_hall

bp = Blueprint("api_attendance", __name__, url_prefix="/api/v1/attendance")


@bp.get("/days")
def days() -> ResponseReturnValue:
    """Both days included: 92 at most."""
    program = must_have(Scope.MANAGE)
    asked = AttendanceDaysQuery.read_query()
    first, last = asked.first.value, asked.last.value
    if not timedelta() <= last - first < LONGEST_STRETCH:
        raise Malformed(field="to")
    with current_hall().read() as snapshot:
        found = judged(snapshot, first, last)
        told = [
            AttendanceDayAnswer.of(person, day)
            for person in staff(snapshot.session)
            if person.id in found.people
            for day in found.people[person.id].days
        ]
    with current_hall().work(program) as work:  # who saw whose attendance stands in the journal
        work.record(AttendanceViewed(month=f"{first:%Y-%m}", staff_id=None))
    return answered(told)
