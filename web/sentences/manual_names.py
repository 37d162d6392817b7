"""The pages of the manual, docs/manual/, and whom each is for."""

from web.sentences.office_pages import AREAS

#: By the names of their files, in the order of the manual's own list.
MANUALS = {**AREAS, "counter": "窗口", "timeclock": "打卡"}
#: Which one is about the pages of a room, by the beginning of their endpoints; the office's have
#: the one of their area.
MANUALS_OF_ROOMS = {
    "counter": "counter",
    "duty": "counter",
    "guide": "counter",
    "leaving": "counter",
    "tablet": "counter",
    "timeclock": "timeclock",
    "me": "timeclock",
    "my": "timeclock",
    "account": "timeclock",
}
