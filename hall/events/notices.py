"""Facts of notices and the screens that show them."""

from dataclasses import dataclass

from hall.events.fact import Event


@dataclass(frozen=True)
class NoticeWritten(Event):
    """A notice was begun, or its substance changed; it is a draft now."""

    notice_id: int


@dataclass(frozen=True)
class NoticeSubmitted(Event):
    """A draft was handed on for review."""

    notice_id: int
    marked: int  # how much personal data was marked in it
    let_stand: bool  # … and somebody decided that it is to be public


@dataclass(frozen=True)
class NoticeSentBack(Event):
    notice_id: int


@dataclass(frozen=True)
class NoticePublished(Event):
    notice_id: int
    digest: str  # SHA-256 of what was approved
    own: bool = False  # approved by its writer: the hall has switched four eyes off


@dataclass(frozen=True)
class NoticeScheduled(Event):
    """When and where a notice shows was changed."""

    notice_id: int


@dataclass(frozen=True)
class NoticeShorteningAsked(Event):
    """Somebody wants a published period to be shorter; the reason stands with the notice."""

    notice_id: int
    shortening: int


@dataclass(frozen=True)
class NoticeShortened(Event):
    """A published period is shorter from now on: a second person agreed."""

    notice_id: int
    shortening: int
    own: bool = False  # agreed by who asked for it: the hall has switched four eyes off


@dataclass(frozen=True)
class NoticeWithdrawn(Event):
    """Taken off every screen by a person, or because a newer version took its place."""

    notice_id: int
    replaced_by: int | None = None


@dataclass(frozen=True)
class NoticeExpired(Event):
    notice_id: int


@dataclass(frozen=True)
class NoticeCleared(Event):
    """A screen confirmed that a notice which was taken down is no longer on it."""

    notice_id: int
    screen: str


@dataclass(frozen=True)
class NoticeStalled(Event):
    """A screen could not show a notice and went on to the next."""

    notice_id: int
    screen: str


@dataclass(frozen=True)
class ScreenChanged(Event):
    """A screen was registered, changed, or taken out of use."""

    screen: str
    role: str
    in_use: bool = True


@dataclass(frozen=True)
class ExposuresForgotten(Event):
    """Stretches of the screens' diaries were deleted, for no proof needs them any more."""

    count: int


@dataclass(frozen=True)
class ProofMade(Event):
    """A paper says what screens painted of a notice; ``digest`` is the whole file's SHA-256."""

    notice_id: int
    digest: str
    is_final: bool  # the period was over
    upto: int  # the last row of the journal that the paper knows of
