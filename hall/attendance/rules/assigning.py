"""Which slot a punch is meant for: the nearest one that is open.

Never by turns (in, out, in, out): with turns one double touch turns a whole day upside down; so,
one forgotten punch spoils its own slot only. Of several punches for one slot the first arrival
counts, and the last leaving.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import pairwise

from hall.attendance.rules.due_slots import DueSlot, SlotSide


def assign(slots: Sequence[DueSlot], punches: Iterable[int]) -> dict[int, int]:
    """By the place of a slot in ``slots`` (which are in the order of their due times), the hall
    seconds of the punch that counts for it. The punches may come in any order.

    Of two slots equally near a punch the earlier takes it: whoever leaves at noon is seen to
    leave.
    """
    dues = [slot.due for slot in slots]
    before = max((slot.due - slot.opens for slot in slots), default=0)
    after = max((slot.closes - slot.due for slot in slots), default=0)
    taken: dict[int, int] = {}
    for punch in sorted(punches):
        near = range(bisect_left(dues, punch - after), bisect_right(dues, punch + before))
        place = _nearest(slots, near, punch)
        if place is None:
            continue
        if place not in taken or slots[place].side is SlotSide.LEAVING:
            taken[place] = punch
    _share_noon(slots, taken)
    return taken


def _nearest(slots: Sequence[DueSlot], places: range, punch: int) -> int | None:
    nearest, distance = None, 0
    for place in places:
        slot = slots[place]
        if slot.opens <= punch <= slot.closes:
            away = abs(punch - slot.due)
            if nearest is None or away < distance:
                nearest, distance = place, away
    return nearest


def _share_noon(slots: Sequence[DueSlot], taken: dict[int, int]) -> None:
    """Where the hall lets one punch at noon count twice, and there was one only."""
    for leaving, arrival in pairwise(range(len(slots))):
        if slots[leaving].shares_with_next and (leaving in taken) != (arrival in taken):
            punch = taken[leaving] if leaving in taken else taken[arrival]
            taken[leaving] = taken[arrival] = punch
