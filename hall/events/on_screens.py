"""Which facts change what the public screens play: the one list, for all who ask it.

The journal's receipts ask what every screen has to have painted, the announcer what the screens
are told, the rotation what it is made anew after. Each of these is the one before and a little
more, so none of them can forget a fact.
"""

from hall.events.hours import CalendarChanged
from hall.events.notices import (
    NoticeExpired,
    NoticePublished,
    NoticeScheduled,
    NoticeShortened,
    NoticeWithdrawn,
    ScreenChanged,
)

#: Somebody changed what stands on the screens: each of them has to have painted anew.
PAINTED_BY_ALL = (
    NoticePublished,
    NoticeWithdrawn,
    NoticeScheduled,
    NoticeShortened,
    ScreenChanged,
)
#: A notice that ends leaves each screen by its own clock, and those that missed it hear of it.
TOLD_TO_SCREENS = (*PAINTED_BY_ALL, NoticeExpired)
#: A notice may be for working days only; which those are, the next minute asks.
CHANGES_OF_A_ROTATION = (*TOLD_TO_SCREENS, CalendarChanged)
