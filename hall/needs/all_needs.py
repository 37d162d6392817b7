"""The one list of what needs the director now."""

from collections.abc import Collection

from hall.needs.need import Need, NeedKind
from hall.needs.of_the_building import needs_of_the_building
from hall.needs.of_the_desk import needs_of_the_desk
from hall.needs.of_the_line import needs_of_the_line
from hall.needs.surroundings import Surroundings
from hall.people.model import Staff
from hall.unit_of_work import ReadSession

ORDER = {kind: place for place, kind in enumerate(NeedKind)}


def needs_now(
    snapshot: ReadSession,
    around: Surroundings,
    reader: Staff,
    *,
    absent: Collection[int] = (),
    coming: Collection[str] = (),
) -> list[Need]:
    """What is urgent first, then the gravest kind; nothing where all is well.

    ``absent`` and ``coming``: what the forecast knows of who is here.
    """
    found = [
        *needs_of_the_building(snapshot, around),
        *needs_of_the_line(snapshot, absent=absent, coming=coming),
        *needs_of_the_desk(snapshot, reader),
    ]
    return sorted(found, key=lambda need: (not need.is_urgent, ORDER[need.kind]))
