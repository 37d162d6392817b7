"""What config.toml says of the emergency power, and the worker that asks it."""

import logging
import shlex
import subprocess
from collections.abc import Callable, Sequence

from config import Config
from devices.ups.settings import UpsConfig
from hall.backups.backup_worker import BackupWorker
from hall.machine_watch import MachineWatch
from hall.machines import Ups
from hall.periodic_worker import PeriodicWorker
from hall.power.power_level import PowerPlan
from hall.power.power_watch import PowerState, PowerWatch
from hall.power.power_worker import ACTOR, PowerOrders, PowerWorker
from hall.unit_of_work import Hall
from web.sentences.power import NOTICE_BODY, NOTICE_OVER, NOTICE_TITLE

log = logging.getLogger(__name__)

COMMAND_SECONDS = 30


def power_worker(
    hall: Hall, config: Config, ups: Ups, backups: BackupWorker
) -> tuple[MachineWatch, PowerWorker]:
    """Who asks this UPS, and what the office sees of it."""
    watch = MachineWatch(hall, "ups", config.ups.url)
    orders = PowerOrders(
        title=NOTICE_TITLE,
        body=NOTICE_BODY,
        over=NOTICE_OVER,
        back_up=lambda: backups.ask_for(ACTOR),
        switch_off=lambda: switch_off(config.ups.shutdown_command),
    )
    return watch, PowerWorker(hall, ups, (watch, PowerWatch()), plan_of(config.ups), orders)


def plan_of(ups: UpsConfig) -> PowerPlan:
    """In seconds; whoever wrote the two the wrong way round means the longer for the numbers."""
    stop, end = ups.stop_numbers_minutes * 60, ups.shut_down_minutes * 60
    return PowerPlan(stop_numbers_seconds=max(stop, end), shut_down_seconds=min(stop, end))


def power_of(workers: Sequence[PeriodicWorker]) -> Callable[[], PowerState]:
    """How the power is now; without a UPS it is always there."""
    watch = next((each.power for each in workers if isinstance(each, PowerWorker)), PowerWatch())
    return lambda: watch.state


def switch_off(command: str) -> bool:
    """Run the configured command, without a shell; False where there is none, or it failed.

    Then the computer is upsmon's to switch off.
    """
    try:
        words = shlex.split(command)
        if words:
            subprocess.run(words, check=True, timeout=COMMAND_SECONDS, stdin=subprocess.DEVNULL)
    except (OSError, ValueError, subprocess.SubprocessError) as error:
        log.error("the computer could not be switched off: %s", error)  # noqa: TRY400
        return False
    return bool(words)
