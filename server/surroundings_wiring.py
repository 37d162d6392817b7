"""What stands beside the records, put together from the machines, the voice, the disk and the
network."""

from collections.abc import Callable, Sequence
from functools import partial

from config import Config
from hall.demo_data.accounts import accounts_as_loaded
from hall.failed_upgrade import failed_upgrade
from hall.loudspeaker import Loudspeaker
from hall.machine_watch import MachineWatch
from hall.needs.surroundings import Surroundings
from hall.power.power_watch import PowerState
from hall.screens.presence import ScreenPresence
from server.disk import disk_of
from server.public_url import is_ours_alone
from server.time_source import clock_set_at


def surroundings_of(
    config: Config,
    speaker: Loudspeaker,
    watches: Sequence[MachineWatch],
    version: str,
    power: Callable[[], PowerState] = PowerState,
) -> Surroundings:
    """``version``: what the screens should run."""

    return Surroundings(
        presence=ScreenPresence(),
        version=version,
        machines=lambda: [watch.health for watch in watches],
        voice=speaker.state,
        disk=partial(disk_of, config),
        power=power,
        clock_set=clock_set_at,
        upgrade=partial(failed_upgrade, config.storage_folder),
        known_accounts=(lambda _: ()) if is_ours_alone(config.server.host) else accounts_as_loaded,
    )
