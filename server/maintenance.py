"""Who tidies up behind the hall: what is over ends, what is old goes, the disk keeps room."""

from functools import partial

from config import Config
from hall.enrolled_devices.device_register import DeviceRegister
from hall.hall_details import DetailsInForce
from hall.line.closing import close_past_days
from hall.notices.maintenance_worker import Chores, MaintenanceWorker
from hall.notices.media_store import MediaStore
from hall.notices.older_pages import measure_older_pages
from hall.people.second_factor import seal_what_is_plain
from hall.proof_of_play.proofs import shelf_wanted
from hall.proof_of_play.proving import prove_what_is_over
from hall.retention.retention_run import run_retention
from hall.sealed_remains import SealedRemains
from hall.unit_of_work import Hall
from server.data_folder import secret_in
from server.disk import keep_reserve


def maintenance_worker(
    hall: Hall, config: Config, register: DeviceRegister, details: DetailsInForce
) -> MaintenanceWorker:
    media_store = MediaStore(config.storage_folder)
    remains = SealedRemains(config.storage_folder, secret_in(config.storage_folder))
    ending = (
        close_past_days,
        seal_what_is_plain,
        partial(keep_reserve, config),
        lambda _: register.write_down(),
        partial(measure_older_pages, media_store=media_store),
    )
    forgetting = partial(run_retention, remains=remains)
    chores = Chores(ending, (forgetting,), remains.keep)
    return MaintenanceWorker(
        hall,
        media_store,
        shelf_wanted,
        lambda: prove_what_is_over(hall, media_store, details.now().name),
        chores=chores,
    )
