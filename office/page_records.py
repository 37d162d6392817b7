"""Which list and which changes belong to a page: a link to each stands on top of it."""

from collections.abc import Mapping

#: By endpoint: the listing, then the watched table; "" for none.
PAGE_RECORDS: Mapping[str, tuple[str, str]] = {
    "office.overview": ("tickets", "setting"),
    "office_windows.page": ("", "window"),
    "office_line.page": ("tickets", "setting"),
    "office_hours.overview": ("", "opening_hours"),
    "office_voice.page": ("", "setting"),
    "office.items.every": ("items", ""),
    "office_opinions.opinions": ("cases", "setting"),
    "office_notices.notices": ("notices", "setting"),
    "office_screens.page": ("screens", "screen"),
    "office_devices.devices": ("slips", ""),
    "office_papers.papers": ("slips", "paper_layout"),
    "office_people.page": ("people", "staff"),
    "office_leave.page": ("leave", ""),
    "office_leave_settings.page": ("leave", "setting"),
    "office_punches.page": ("punches", ""),
}
