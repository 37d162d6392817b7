"""What the house itself needs: the disk, the clock, machines, screens, the voice, a backup."""

from collections.abc import Iterator

from hall.backups.due import last_good_backup
from hall.disk_room import DiskState
from hall.loudspeaker import NOBODY
from hall.machines import PaperState
from hall.needs.need import Need, NeedKind
from hall.needs.surroundings import (
    Surroundings,
    just_started,
    screen_states,
    should_be_ready,
)
from hall.power.power_level import PowerLevel
from hall.screens.computer_strain import strains
from hall.screens.judging import ScreenState
from hall.screens.model import Screen
from hall.screens.queries import screens
from hall.screens.screen_state import SILENCE, Condition
from hall.settings import setting
from hall.unit_of_work import ReadSession

RIGHT = {Condition.WELL, Condition.DARK}
#: A screen that is well connected and shows the wrong thing loads itself anew.
MENDED_BY_LOADING = {Condition.BLACK, Condition.STALE, Condition.FROZEN, Condition.OLD}


def needs_of_the_building(snapshot: ReadSession, around: Surroundings) -> Iterator[Need]:
    """Of everything that hangs or lies somewhere."""
    power = around.power()
    if power.level is not PowerLevel.MAINS:
        yield Need(kind=NeedKind.POWER, since=power.since, said={"power": power})
    room = around.disk()
    if room is not None and room.state is not DiskState.ROOMY:
        yield Need(kind=NeedKind.DISK, is_urgent=room.state is DiskState.FULL, said={"room": room})
    if snapshot.clock_is_doubted:
        yield Need(kind=NeedKind.CLOCK, said={"time": snapshot.time})
    yield from _of_machines(around)
    if should_be_ready(snapshot):
        yield from _of_the_voice(snapshot, around)
        yield from _of_screens(snapshot, around)
    yield from _of_their_computers(snapshot, around)
    yield from _of_the_backup(snapshot)
    if failed := around.upgrade():
        said = {"failed": failed}
        yield Need(kind=NeedKind.UPGRADE, is_urgent=False, since=failed.at, said=said)
    if known := around.known_accounts(snapshot.session):
        yield Need(kind=NeedKind.KNOWN_PASSWORDS, said={"accounts": known})


def _of_machines(around: Surroundings) -> Iterator[Need]:
    for health in around.machines():
        said = {"health": health}
        if health.fault:
            yield Need(kind=NeedKind.MACHINE_LOST, since=health.since, said=said)
        elif health.note == PaperState.NEAR_END:
            yield Need(kind=NeedKind.PAPER_LOW, is_urgent=False, said=said)
        elif health.state == "unknown":
            yield Need(kind=NeedKind.MACHINE_UNKNOWN, is_urgent=False, said=said)


def _of_the_voice(snapshot: ReadSession, around: Surroundings) -> Iterator[Need]:
    voice = around.voice()
    if voice.unheard:
        count = len(voice.unheard)
        yield Need(kind=NeedKind.UNHEARD, since=voice.last_unheard, said={"count": count})
        return
    is_wanted = setting(snapshot.session, "voice_player") != NOBODY
    if is_wanted and not voice.players and not just_started(snapshot):
        yield Need(kind=NeedKind.NO_VOICE)


def _of_screens(snapshot: ReadSession, around: Surroundings) -> Iterator[Need]:
    """One for each that a press can mend, one for all that are wrong alike and are not there."""
    unheard_is_well = just_started(snapshot)
    wrong = [
        (screen, state)
        for screen, state in screen_states(snapshot, around)
        if state.condition not in RIGHT
        and not (unheard_is_well and state.condition is Condition.OFF and state.since is None)
    ]
    together: dict[Condition | int, list[tuple[Screen, ScreenState]]] = {}
    for screen, state in wrong:
        key = screen.id if state.condition in MENDED_BY_LOADING else state.condition
        together.setdefault(key, []).append((screen, state))
    for alike in together.values():
        times = [state.since for _, state in alike if state.since]
        yield Need(
            kind=NeedKind.SCREEN,
            since=min(times, default=None),
            said={"screens": [screen for screen, _ in alike], "condition": alike[0][1].condition},
        )


def _of_their_computers(snapshot: ReadSession, around: Surroundings) -> Iterator[Need]:
    """At any hour: heat and a full disk do not wait for the morning."""
    for screen in screens(snapshot.session):
        beat = around.presence.last(screen.name)
        if beat is None or beat.computer is None or snapshot.now - beat.at > SILENCE:
            continue
        if found := strains(beat.computer):
            said = {"screen": screen, "computer": beat.computer, "strains": found}
            yield Need(kind=NeedKind.SCREEN_STRAIN, is_urgent=False, said=said)


def _of_the_backup(snapshot: ReadSession) -> Iterator[Need]:
    last = last_good_backup(snapshot)
    if not snapshot.clock_is_doubted and (last is None or last.is_old):
        yield Need(kind=NeedKind.BACKUP, is_urgent=False, said={"last": last})
