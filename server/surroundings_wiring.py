"""What stands beside the records, put together from the machines, the voice, the disk and the
note of the latest backup."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from config import Config
from hall.database_presence import latest_backup
from hall.loudspeaker import Loudspeaker
from hall.machine_watch import MachineWatch
from hall.needs.surroundings import Surroundings
from hall.screens.presence import ScreenPresence
from server.disk import disk_of


def surroundings_of(
    config: Config, speaker: Loudspeaker, watches: Sequence[MachineWatch], version: str
) -> Surroundings:
    """``version``: what the screens should run."""

    def backup_at() -> datetime | None:
        noted = latest_backup(config.storage_folder)
        return noted.at if noted else None

    return Surroundings(
        presence=ScreenPresence(),
        version=version,
        machines=lambda: [watch.health for watch in watches],
        voice=speaker.state,
        disk=partial(disk_of, config),
        backup_at=backup_at,
    )
