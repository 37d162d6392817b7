"""Who was chosen in a form of the office."""

from hall.errors import Malformed
from hall.people.model import Staff
from hall.people.queries import staff_by_id
from hall.unit_of_work import UnitOfWork


def chosen_person(work: UnitOfWork, staff_id: int) -> Staff:
    """Also somebody who has left. Raises Malformed, said at the choice, for nobody."""
    person = staff_by_id(work.session, staff_id)
    if person is None:
        raise Malformed(field="staff")
    return person
