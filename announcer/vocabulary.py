"""Every message and every room on the live wire, in one file.

static/js/lib/vocabulary.js and docs/live-messages.md are written from it (make vocabulary).
A fact leads to one message at most. Besides its own fields a message carries

* ``seq``      the fact's row in the journal
* ``after``    the ``seq`` of the message before it in the same room; a screen that has not seen
               that one has missed something, and renews itself
* ``picture``  where a room shows everybody the same: its HTML, rendered once for all screens
* ``rotations`` with "notices-changed" on the board: the notices' HTML by the screen's name, under
               the empty name for all others; null where the screen has to ask for it
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar


class Room(StrEnum):
    """Where a screen stands; each stands in one room."""

    BOARD = "board"  # public displays
    COUNTER = "counter"
    KIOSK = "kiosk"
    PHONE = "phone"  # visitors' own pages
    TIMECLOCK = "timeclock"
    OFFICE = "office"
    TABLET = "tablet"  # second screens at the windows, facing the visitor


LINE_ROOMS = (Room.BOARD, Room.COUNTER, Room.PHONE, Room.OFFICE, Room.TABLET)


@dataclass(frozen=True, slots=True)
class Message:
    name: ClassVar[str]
    rooms: ClassVar[tuple[Room, ...]]


@dataclass(frozen=True, slots=True)
class Welcome(Message):
    """Said to a screen that has just come in; if its picture is older, it renews itself."""

    name = "welcome"
    rooms = tuple(Room)
    version: str


@dataclass(frozen=True, slots=True)
class TicketCalled(Message):
    """Chime, and show the number. ``turn`` is 1 for the first call, more for a recall."""

    name = "ticket-called"
    rooms = LINE_ROOMS
    number: str
    service: str
    window: str
    turn: int


@dataclass(frozen=True, slots=True)
class LineChanged(Message):
    """Somebody joined the line of a service, left it, or a visit went on.

    ``came_from`` is the other service of a transfer, or of one that was undone; else empty.
    """

    name = "line-changed"
    rooms = LINE_ROOMS
    service: str
    came_from: str = ""


@dataclass(frozen=True, slots=True)
class WindowsChanged(Message):
    """A clerk sat down at a window or left it, or the window pauses or opens again."""

    name = "windows-changed"
    rooms = (Room.BOARD, Room.COUNTER, Room.PHONE, Room.OFFICE)


@dataclass(frozen=True, slots=True)
class SlipChanged(Message):
    """A slip was printed, is delayed, or may not be out."""

    name = "slip-changed"
    rooms = (Room.KIOSK, Room.COUNTER, Room.OFFICE)
    number: str


@dataclass(frozen=True, slots=True)
class TouchAnswered(Message):
    """A finger or a PIN was answered, a stranger's too."""

    name = "touch-answered"
    rooms = (Room.TIMECLOCK, Room.OFFICE)


@dataclass(frozen=True, slots=True)
class MachineChanged(Message):
    """A machine was lost or is back, the paper runs low, or the hall was looked over."""

    name = "machine-changed"
    rooms = (Room.TIMECLOCK, Room.COUNTER, Room.OFFICE)


@dataclass(frozen=True, slots=True)
class SettingsChanged(Message):
    """The office switched something, the opening hours and who is on duty among it."""

    name = "settings-changed"
    rooms = (Room.BOARD, Room.TIMECLOCK, Room.OFFICE)


@dataclass(frozen=True, slots=True)
class Announcement(Message):
    """Something is read out now. The page that ``player`` names plays ``sound``, and reports.

    No fact of the journal: ``seq`` is that of the message before it. ``caption`` is what is said;
    ``waiting`` are the numbers still to be read out, with spaces between. Without a ``sound`` or
    a ``player`` it is only shown. ``kind`` is call or hall, ``volume`` is in percent.
    """

    name = "announcement"
    rooms = (Room.BOARD,)
    announcement: int
    kind: str
    caption: str
    number: str
    window: str
    waiting: str
    player: str
    sound: str
    milliseconds: int
    volume: int


@dataclass(frozen=True, slots=True)
class VoiceChanged(Message):
    """A call was heard by nobody, or at last by somebody. No fact of the journal, either."""

    name = "voice-changed"
    rooms = (Room.COUNTER, Room.OFFICE)


@dataclass(frozen=True, slots=True)
class OpinionsChanged(Message):
    """A visit was rated, or a case went on. Which and how is not said: anybody may listen."""

    name = "opinions-changed"
    rooms = (Room.TABLET, Room.OFFICE)


@dataclass(frozen=True, slots=True)
class NoticesChanged(Message):
    """What is public, when or where was changed; what the screens play now comes with it."""

    name = "notices-changed"
    rooms = (Room.BOARD, Room.KIOSK, Room.OFFICE)


@dataclass(frozen=True, slots=True)
class NoticesHandled(Message):
    """A notice was written or went on towards its publication, or a screen told about one."""

    name = "notices-handled"
    rooms = (Room.OFFICE,)


@dataclass(frozen=True, slots=True)
class ScreenOrdered(Message):
    """The office told one screen to do something at once: reload, identify, blank or unblank.

    Nobody catches up on it: going dark and bright again, a screen also learns from its beat.
    """

    name = "screen-ordered"
    rooms = (Room.BOARD, Room.OFFICE)
    screen: str
    order: str


MESSAGES: tuple[type[Message], ...] = (
    Welcome,
    TicketCalled,
    LineChanged,
    WindowsChanged,
    SlipChanged,
    TouchAnswered,
    MachineChanged,
    SettingsChanged,
    Announcement,
    VoiceChanged,
    OpinionsChanged,
    NoticesChanged,
    NoticesHandled,
    ScreenOrdered,
)
