"""The director may demand a second factor of everybody who may enter the office.

Who has none signs in, and comes to nothing before they have set it up. Nobody who is signed in
already is stopped in the midst of it. While the clock is doubted nothing is demanded: no app's code
could be checked, and somebody has to be able to set the clock right.
"""

from hall.people.model import Staff
from hall.people.rights import rights_of
from hall.people.second_factor import second_factor_of
from hall.people.sign_ins import sign_ins_of
from hall.settings import setting
from hall.unit_of_work import UnitOfWork

SETTING = "managers_need_code"


def look_at_sign_ins(work: UnitOfWork, staff: Staff) -> None:
    """Whether, wherever they are signed in, they have to set it up first."""
    factor = second_factor_of(work.session, staff.id)
    has_one = factor is not None and factor.confirmed
    demanded = setting(work.session, SETTING) == "yes" and not work.clock_is_doubted
    enters = bool(rights_of(work.session, staff))
    for sign_in in sign_ins_of(work.session, staff.id):
        sign_in.must_set_up = demanded and enters and not has_one
