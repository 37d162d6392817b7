"""Who was chosen in a form of the office, or named in an address."""

from hall.errors import Malformed, NotFound
from hall.people.model import Staff
from hall.people.queries import staff_by_id
from hall.unit_of_work import ReadSession, UnitOfWork


def chosen_person(work: UnitOfWork, staff_id: int) -> Staff:
    """Also somebody who has left. Raises Malformed, said at the choice, for nobody."""
    person = staff_by_id(work.session, staff_id)
    if person is None:
        raise Malformed(field="staff")
    return person


def person_at(hall: ReadSession | UnitOfWork, staff_id: int) -> Staff:
    """Also somebody who has left. Raises NotFound for nobody."""
    person = staff_by_id(hall.session, staff_id)
    if person is None:
        raise NotFound()
    return person
