"""What the office may switch while the hall is open; each with its default."""

from sqlalchemy import select
from sqlalchemy.orm import Mapped, Session, mapped_column

from hall.base import Base
from hall.errors import NotFound
from hall.events import SettingChanged
from hall.unit_of_work import UnitOfWork

#: Every setting there is, and what it is until somebody changes it.
DEFAULTS = {
    "hall_name": "",  # hall.hall_details; "": as config.toml says
    "hall_complaint_phone": "",
    "hall_hours": "",
    "recall_gap_seconds": "8",  # time to get up before the number is called again
    "most_calls": "3",  # how often one number is called before it should be missed
    "keep_hours": "yes",  # no: numbers at any time, for a demonstration
    "last_ticket_minutes": "15",  # before closing; who comes later could not be served
    "first_ticket_minutes": "30",  # before opening; who comes earlier gets a return slip
    "priority_every": "3",  # of so many calls one may go to somebody with a priority; 0: none
    "long_wait_minutes": "40",  # who has waited longer is told of on the page of today
    "priority_longest_wait_minutes": "30",  # who has waited so long is passed by nobody
    "case_days": "7",  # days to answer an ordinary case (差评)
    "complex_case_days": "15",  # and a complex one
    "four_eyes": "yes",  # no: whoever wrote a notice may approve it, in a hall of one
    "proof_waits_days": "1",  # for a screen that was cut off, before the last proof is made
    "case_days_count": "calendar",  # 自然日; or "working", 工作日
    "opinion_days": "90",  # how long words and numbers of a closed opinion are kept
    "lateness_shown": "no",  # yes: the screen beside the reader says by how much somebody is late
    "punch_window": "off",  # hall.attendance.punch_windows.PunchOpens: off, offer, open
    "silent_window_minutes": "0",  # then a silent window closes too, if punches open; 0: never
    "mask_names": "yes",  # 演示员甲 -> 演**甲 on the screen beside the reader
    "voice": "zm_yunjian",  # a folder of clips, in static/voice/ or in the hall's own folder
    "voice_second": "",  # another one, heard after it: a dialect, another language
    "voice_repeats": "2",
    "voice_one": "yi",  # how 1 is read: yi or yao
    "voice_player": "",  # a screen's name, "server", or any screen
    "voice_volume_morning": "80",  # percent
    "voice_volume_noon": "60",  # 12:00 to 14:00
    "voice_volume_afternoon": "80",
    "voice_quiet_from": "",  # HH:MM; calls are only shown then
    "voice_quiet_until": "",
    "reading_volume": "80",  # of guides read aloud at the kiosk; 0 is no button
    "timeclock_voice": "no",  # yes: the screen beside the reader says its answer aloud too
    "reading_warning": "yes",  # it asks aloud whether somebody is still there; no: in writing
    "say_opening_at": "",  # HH:MM; "" is never by itself
    "say_lunch_at": "",
    "say_closing_at": "",
    "clerk_idle_minutes": "240",  # not used for so long, a sign-in ends; lunch is shorter
    "clerk_sign_in_hours": "16",  # after so long in any case: a day at the window is shorter
    "manager_idle_minutes": "120",
    "manager_sign_in_hours": "12",
    "managers_need_code": "no",  # yes: who has no second factor sets it up when signing in
    "kiosk_pin": "",  # Argon2 hash; set by hall.kiosk_pin alone
    "month_posted": "due_days,worked_days,late,early,absent_days",  # hall.notices.month_posting
    "late_or_early_monthly": "5",  # times a month are borne; more stand in the yearly view
    "missing_punch_costs_from": "",  # a day: from then on half a day of absence; "": never
    "month_keeper": "",  # who signs the month first (a number of staff); "": any manager
    "month_deputy": "",  # second; "": any manager
    "month_director": "",  # last; "": any director
    "leave_head_days": "0.5",  # working days that the head of a group approves
    "leave_deputy_days": "1",  # and the deputy; longer ones the director
    "leave_in_turn": "no",  # yes: all below sign first
    "make_up_monthly": "3",  # forgotten punches of a person that a month allows
    "make_up_days": "3",  # how long after the punch was due
    "backup_at": "02:30",  # HH:MM of each night; "": never by itself
    "ticket_note_days": "90",  # how long what a clerk typed about a visit is kept
    "daily_slip": "yes",  # the page of the day comes out of the ticket printer at closing
    "opening_check_minutes": "30",  # before the first opening; 0: never by itself
    "opening_check_slip": "yes",  # what it found comes out of the ticket printer
    "search_words_days": "90",  # how long words are kept for which nothing was found
    "rights_deputy": "",  # how the role's rights differ: +items,-leave (hall.people.rights)
    "rights_clerk": "",
    "rights_duty": "",
    "rights_attendance": "",
    "rights_editor": "",
    "rights_reviewer": "",
    "rights_county_reader": "",
}


class Setting(Base):
    __tablename__ = "setting"

    name: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str]


EVERY = select(Setting.name, Setting.value)


def setting(session: Session, name: str) -> str:
    """As it is now, or its default. Raises KeyError for a name that is not in DEFAULTS.

    All are read with the first: an action asks for several, and there are few.
    """
    kept = session.info.get(Setting)
    if kept is None:
        kept = session.info[Setting] = dict(session.execute(EVERY).all())
    return str(kept.get(name, DEFAULTS[name]))


def settings_named(session: Session, prefixes: tuple[str, ...]) -> dict[str, str]:
    """Every setting whose name begins so, as it is now; asked in one question."""
    wanted = {name: value for name, value in DEFAULTS.items() if name.startswith(prefixes)}
    return wanted | {name: value for name, value in session.execute(EVERY) if name in wanted}


def number_setting(session: Session, name: str) -> int:
    """The same as a whole number."""
    return int(setting(session, name))


def change_setting(work: UnitOfWork, name: str, value: str) -> None:
    """Set and record it, unless it is so already.

    Raises NotFound for one that is not in DEFAULTS.
    """
    if name not in DEFAULTS:
        raise NotFound(setting=name)
    if setting(work.session, name) != value:
        work.session.merge(Setting(name=name, value=value))
        work.session.info.pop(Setting)
        work.record(SettingChanged(name=name, value=value))
