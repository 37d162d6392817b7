"""The hall as a whole, as programs read it: health, board, services, notices, journal."""

from typing import Annotated, Any, Literal, Self

from msgspec import UNSET, Meta, Struct, UnsetType
from msgspec.structs import replace

from api.answers import Count, Moment, moment, moment_or_none
from api.ticket_answers import TicketAnswer
from hall.hours.service_status import OpenState as ServiceState
from hall.hours.service_status import ServiceStatus
from hall.journal import JournalEntry
from hall.line.model import Service
from hall.notices.levels import OF_NOTICES, Level
from hall.notices.model import Notice, NoticeKind


class HealthAnswer(Struct, frozen=True, kw_only=True):
    version: str
    seq: Count
    now: Moment
    machines: dict[str, str]
    #: Of those that are lost: why. ``hall doctor`` says it in Chinese.
    faults: dict[str, str] = {}
    #: Seconds since the last backup that was opened and found whole; null: there is none yet.
    backup_age_seconds: int | None = None
    status: Literal["ok"] = "ok"


class ServiceAnswer(Struct, frozen=True, kw_only=True):
    prefix: str
    name: str
    about: str
    windows: list[str]
    waiting: Count
    #: Whether numbers are given now; a program's kiosk says it before the touch.
    takeable: bool = True
    #: The code by which POST /tickets would refuse it now; only where it would.
    reason: str | UnsetType = UNSET
    standing: ServiceState
    #: Only where hours are kept; null where it is not known.
    opens: Moment | UnsetType | None = UNSET
    #: Whether somebody who may serve is at a window now, and it is open.
    attended: bool

    @classmethod
    def of(cls, service: Service, waiting: int, now: ServiceStatus, *, attended: bool) -> Self:
        return cls(
            prefix=service.prefix,
            name=service.name,
            about=service.about,
            windows=[window.name for window in service.windows],
            waiting=waiting,
            standing=now.state,
            attended=attended,
        )

    def takeable_unless(self, refusal: str | None) -> Self:
        return replace(self, takeable=refusal is None, reason=refusal or UNSET)

    def with_hours(self, now: ServiceStatus) -> Self:
        return replace(self, opens=moment_or_none(now.opens))


class BoardAnswer(Struct, frozen=True, kw_only=True):
    seq: Count
    now: Moment
    calls: list[TicketAnswer]
    services: list[ServiceAnswer]


class NoticeAnswer(Struct, frozen=True, kw_only=True):
    id: Count
    title: str
    category: str
    body: str
    kind: NoticeKind
    #: A call is no notice, though it has its place among the levels.
    level: Annotated[Level, Meta(extra_json_schema={"enum": [str(level) for level in OF_NOTICES]})]
    letterhead: str
    paper_number: str
    files: list[str]
    starts_at: Moment
    ends_at: Moment | None

    @classmethod
    def of(cls, notice: Notice) -> Self:
        return cls(
            id=notice.id,
            title=notice.title,
            category=notice.category,
            body=notice.body,
            kind=notice.kind,
            level=notice.level,
            letterhead=notice.letterhead,
            paper_number=notice.paper_number,
            files=[f"/notices/files/{file.name}" for file in notice.files],
            starts_at=moment(notice.starts_at),
            ends_at=moment_or_none(notice.ends_at),
        )


class EntryAnswer(Struct, frozen=True, kw_only=True):
    """A row of the journal; with it anyone can compute the hash again (docs/api.md)."""

    seq: Count
    at: Moment  # in UTC, as it was hashed
    actor: str
    kind: str
    details: dict[str, Any]
    previous: str
    hash: str

    @classmethod
    def of(cls, row: JournalEntry) -> Self:
        return cls(
            seq=row.seq,
            at=row.at.isoformat(timespec="microseconds"),
            actor=row.actor,
            kind=row.kind,
            details=row.details,
            previous=row.previous,
            hash=row.hash,
        )
