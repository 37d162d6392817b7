"""Which role may do what in the office: as delivered, and what the director changed of it.

Only the differences are kept, one setting a role, so each is a fact of the journal and one press
takes it back (变更记录). What is kept is read through ``rights_from``, which can neither take
anything from the director nor give anybody else the right to change rights.
"""

from collections.abc import Collection, Mapping
from enum import StrEnum

from sqlalchemy.orm import Session

from hall.errors import NotAllowed
from hall.people.model import Role, Staff
from hall.settings import change_setting, setting
from hall.unit_of_work import UnitOfWork


class Right(StrEnum):
    """One part of the office: who has it sees its pages and does what is done there."""

    TODAY = "today"
    QUEUE = "queue"
    WINDOWS = "windows"
    FIGURES = "figures"
    ITEMS = "items"
    OPINIONS = "opinions"
    NOTICES_WRITE = "notices_write"
    NOTICES_REVIEW = "notices_review"
    SCREENS = "screens"
    PEOPLE = "people"
    RIGHTS = "rights"  # the director's alone, and never lost
    ATTENDANCE = "attendance"
    LEAVE = "leave"
    DEVICES = "devices"
    SETTINGS = "settings"
    BACKUPS = "backups"
    EXPORT = "export"
    JOURNAL = "journal"


EVERY = frozenset(Right)
#: Roles whose rights the director changes; a director has all, always.
EDITABLE = tuple(role for role in Role if role is not Role.DIRECTOR)
GRANTABLE = tuple(right for right in Right if right is not Right.RIGHTS)
#: Sees what its rights show, and changes nothing but its own account.
READERS = frozenset({Role.COUNTY_READER})

DEFAULTS: Mapping[Role, frozenset[Right]] = {
    Role.DIRECTOR: EVERY,
    Role.DEPUTY: EVERY - {Right.RIGHTS, Right.JOURNAL},
    Role.CLERK: frozenset(),
    Role.DUTY: frozenset(),
    Role.ATTENDANCE: frozenset({Right.TODAY, Right.ATTENDANCE, Right.LEAVE, Right.EXPORT}),
    Role.EDITOR: frozenset({Right.ITEMS, Right.NOTICES_WRITE}),
    Role.REVIEWER: frozenset({Right.NOTICES_REVIEW}),
    Role.COUNTY_READER: frozenset({Right.TODAY, Right.WINDOWS, Right.FIGURES, Right.ITEMS}),
}


def setting_of(role: Role) -> str:
    """Which setting keeps how a role differs from what it has by default."""
    return f"rights_{role}"


def rights_from(role: Role, kept: str) -> frozenset[Right]:
    """``kept`` are words like ``+items,-leave``; those that this version does not know say
    nothing."""
    if role is Role.DIRECTOR:
        return EVERY
    said = [word.strip() for word in kept.split(",")]
    more = {right for right in GRANTABLE if f"+{right}" in said}
    less = {right for right in GRANTABLE if f"-{right}" in said}
    return (DEFAULTS[role] | more) - less


def differences(role: Role, wanted: Collection[Right]) -> str:
    """What is kept so that ``rights_from`` gives these; "" for the rights as delivered."""
    had = DEFAULTS[role]
    more = [f"+{right}" for right in GRANTABLE if right in wanted and right not in had]
    less = [f"-{right}" for right in GRANTABLE if right in had and right not in wanted]
    return ",".join(more + less)


def rights_of_role(session: Session, role: Role) -> frozenset[Right]:
    """As they are now; asks nothing for a director."""
    return EVERY if role is Role.DIRECTOR else rights_from(role, setting(session, setting_of(role)))


def rights_of(session: Session, staff: Staff) -> frozenset[Right]:
    """What somebody may do in the office; nothing for most."""
    return rights_of_role(session, staff.role)


def has_right(session: Session, staff: Staff, right: Right) -> bool:
    """Whether they may change what this right is about, so no reader has it."""
    return staff.role not in READERS and right in rights_of(session, staff)


def roles_with(session: Session, wanted: Collection[Right]) -> list[Role]:
    """Who has any of these, in the order of the roles."""
    return [role for role in Role if rights_of_role(session, role) & frozenset(wanted)]


def change_rights(work: UnitOfWork, by: Staff, wanted: Mapping[Role, Collection[Right]]) -> None:
    """For the roles named; those not named stay as they are.

    Raises NotAllowed unless the director asks.
    """
    if by.role is not Role.DIRECTOR:
        raise NotAllowed()
    for role in EDITABLE:
        if role in wanted:
            change_setting(work, setting_of(role), differences(role, wanted[role]))
