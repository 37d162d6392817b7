"""What is found of each thing that the hall needs to open: well, in trouble, or not known.

What nobody can know from here is never said to be well.
"""

from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any

from hall.attendance.work_times.duty_roster import duties, duty_timetables
from hall.backups.due import last_good_backup
from hall.clock import local
from hall.disk_room import DiskState
from hall.hours.queries import keeps_hours, timetable
from hall.line.queries import windows
from hall.loudspeaker import NOBODY
from hall.machine_watch import MachineHealth
from hall.machines import Fault, PaperState
from hall.needs.of_the_building import RIGHT
from hall.needs.surroundings import Surroundings, screen_states
from hall.opening_check.clock_word import COMPARE, clock_word
from hall.screens.screen_state import Condition
from hall.settings import setting
from hall.unit_of_work import ReadSession


class CheckedPart(StrEnum):
    """In the order of the page."""

    CLOCK = "clock"
    HOURS = "hours"
    DUTY = "duty"
    PRINTER = "printer"
    PAPER = "paper"
    MACHINE = "machine"  # any other on a cable
    VOICE = "voice"
    SCREEN = "screen"
    DISK = "disk"
    BACKUP = "backup"


class Standing(StrEnum):
    WELL = "well"
    UNKNOWN = "unknown"
    TROUBLE = "trouble"


@dataclass(frozen=True, slots=True)
class Finding:
    """``how`` is a word for its sentence; people in ``said`` are numbers of the register."""

    part: CheckedPart
    standing: Standing
    how: str
    said: dict[str, Any] = field(default_factory=dict)

    def kept(self) -> dict[str, Any]:
        """As the records hold it."""
        return asdict(self)


class SoundTest(StrEnum):
    """What became of the test sound."""

    HEARD = "heard"  # a page reported that it played to its end
    UNHEARD = "unheard"
    SILENT = "silent"  # the hall has no loudspeaker, or keeps quiet at this hour


def findings(snapshot: ReadSession, around: Surroundings, sound: SoundTest) -> list[Finding]:
    """Of everything, in the order of the page."""
    return [
        _clock(snapshot, around),
        _hours(snapshot),
        *_duty(snapshot),
        *_machines(around),
        _voice(snapshot, around, sound),
        *_screens(snapshot, around),
        *_disk(around),
        _backup(snapshot),
    ]


def _of(part: CheckedPart, how: str, *, well: bool, **said: Any) -> Finding:
    return Finding(part, Standing.WELL if well else Standing.TROUBLE, how, said)


def _clock(snapshot: ReadSession, around: Surroundings) -> Finding:
    how = clock_word(snapshot, around)
    standing = {"doubted": Standing.TROUBLE, COMPARE: Standing.UNKNOWN}.get(how, Standing.WELL)
    return Finding(CheckedPart.CLOCK, standing, how)


def _hours(snapshot: ReadSession) -> Finding:
    session = snapshot.session
    if not keeps_hours(session):
        return _of(CheckedPart.HOURS, "not_kept", well=True)
    table, ids = timetable(session, snapshot.today), [w.id for w in windows(session)]
    if table.always(ids):
        return _of(CheckedPart.HOURS, "none", well=False)
    spans = [
        f"{local(opening.opens):%H:%M}—{local(opening.closes):%H:%M}"
        for opening in table.openings(snapshot.today, ids)
    ]
    how = "open" if spans else "closed"
    return _of(CheckedPart.HOURS, how, well=True, spans=spans)


def _duty(snapshot: ReadSession) -> Iterator[Finding]:
    """Nothing where the hall has no duties at all."""
    if not duty_timetables(snapshot.session):
        return
    staff = [duty.staff_id for duty in duties(snapshot.session, snapshot.today, snapshot.today)]
    how = "somebody" if staff else "nobody"
    yield _of(CheckedPart.DUTY, how, well=bool(staff), staff=list(dict.fromkeys(staff)))


def _machines(around: Surroundings) -> Iterator[Finding]:
    for health in around.machines():
        if health.machine == "printer":
            yield _printer(health)
            yield _paper(health)
        else:
            yield _machine(CheckedPart.MACHINE, health)


def _printer(health: MachineHealth) -> Finding:
    if health.fault is Fault.PAPER_OUT:  # it answers; the paper is a finding of its own
        return _of(CheckedPart.PRINTER, "ready", well=True, machine=health.machine)
    return _machine(CheckedPart.PRINTER, health)


def _machine(part: CheckedPart, health: MachineHealth) -> Finding:
    said = {"machine": health.machine, "address": health.address, "fault": health.fault}
    standing = {"ready": Standing.WELL, "lost": Standing.TROUBLE}.get(
        health.state, Standing.UNKNOWN
    )
    return Finding(part, standing, health.state, said)


def _paper(health: MachineHealth) -> Finding:
    if health.fault is Fault.PAPER_OUT:
        return _of(CheckedPart.PAPER, "out", well=False)
    if health.fault is None and health.note in (PaperState.PLENTY, PaperState.NEAR_END):
        is_well = health.note == PaperState.PLENTY
        return _of(CheckedPart.PAPER, "plenty" if is_well else "near_end", well=is_well)
    return Finding(CheckedPart.PAPER, Standing.UNKNOWN, "unknown")


def _voice(snapshot: ReadSession, around: Surroundings, sound: SoundTest) -> Finding:
    if sound is SoundTest.SILENT:
        is_off = setting(snapshot.session, "voice_player") == NOBODY
        standing = Standing.WELL if is_off else Standing.UNKNOWN
        return Finding(CheckedPart.VOICE, standing, "off" if is_off else "quiet")
    player = next(iter(around.voice().players), "")
    is_well = sound is SoundTest.HEARD
    return _of(CheckedPart.VOICE, sound, well=is_well, player=player)


def _screens(snapshot: ReadSession, around: Surroundings) -> Iterator[Finding]:
    """One for all that are wrong alike, or one for all that are well."""
    states = screen_states(snapshot, around)
    wrong: dict[Condition, list[list[str]]] = {}
    for screen, state in states:
        if state.condition not in RIGHT:
            wrong.setdefault(state.condition, []).append([screen.name, screen.place])
    for condition, places in wrong.items():
        yield _of(CheckedPart.SCREEN, condition, well=False, screens=places)
    if states and not wrong:
        yield _of(CheckedPart.SCREEN, "well", well=True, count=len(states))


def _disk(around: Surroundings) -> Iterator[Finding]:
    if (room := around.disk()) is not None:
        is_well = room.state is DiskState.ROOMY
        sizes = {"free_bytes": room.free_bytes, "total_bytes": room.total_bytes}
        yield _of(CheckedPart.DISK, room.state, well=is_well, **sizes)


def _backup(snapshot: ReadSession) -> Finding:
    last = last_good_backup(snapshot)
    if last is None:
        return _of(CheckedPart.BACKUP, "none", well=False)
    how = "old" if last.is_old else "well"
    return _of(CheckedPart.BACKUP, how, well=not last.is_old, made_at=last.at.isoformat())
