"""The worker threads: one for each machine that is wired, the forecaster, and who looks after
windows that fell silent."""

from config import Config
from devices.call_pads.keys import read_addresses
from hall.attendance.fingerprint_worker import FingerprintWorker
from hall.attendance.morning_trial import MorningTrial
from hall.attendance.silent_windows import SilentWindowCloser
from hall.call_pads.pad_worker import PadWorker
from hall.daily_page.daily_page_worker import DailyPageWorker
from hall.hall_details import DetailsInForce, HallDetails
from hall.id_cards.card_reader_worker import CardReaderWorker
from hall.machine_watch import MachineWatch
from hall.periodic_worker import PeriodicWorker
from hall.slips.letterhead import Letterhead
from hall.slips.print_worker import PrintWorker
from hall.unit_of_work import Hall
from hall.wait_forecast.forecaster import Forecaster
from server.backups import backup_worker
from server.device_wiring import Devices
from server.power_wiring import power_worker
from server.public_url import phone_url
from web import sentences
from web.daily_slip import daily_sheet_of


def create_workers(
    hall: Hall,
    config: Config,
    devices: Devices,
    forecaster: Forecaster,
    details: DetailsInForce,
) -> tuple[list[MachineWatch], list[PeriodicWorker]]:
    """A worker for each machine that the config names, and what the office sees of it."""
    watches: list[MachineWatch] = []
    compose = daily_sheet_of(lambda: details.now().name)
    workers: list[PeriodicWorker] = [
        forecaster,
        SilentWindowCloser(hall),
        DailyPageWorker(hall, compose, prints=devices.printer is not None),
        backups := backup_worker(hall, config),
    ]
    if devices.ups:
        watch, keeper_of_power = power_worker(hall, config, devices.ups, backups)
        watches.append(watch)
        workers.append(keeper_of_power)
    if devices.printer:
        watches.append(watch := MachineWatch(hall, "printer", config.printer.url))
        workers.append(
            PrintWorker(
                hall,
                devices.printer,
                watch,
                lambda *told: _letterhead(details.now(), phone_url(config)).compose(*told),
                tray=devices.tray,
                foretell=lambda ticket: sentences.forecast_on_paper(forecaster.foretold(ticket)),
            )
        )
    if devices.reader:
        watches.append(
            watch := MachineWatch(hall, "fingerprint_reader", config.fingerprint_reader.url)
        )
        keeper = FingerprintWorker(hall, devices.reader, watch)
        workers += [keeper, MorningTrial(hall, keeper.desk)]
    if devices.pads:
        watches.append(watch := MachineWatch(hall, "call_pads", config.call_pads.url))
        windows = read_addresses(config.call_pads.windows).values()
        workers.append(PadWorker(hall, devices.pads, set(windows), watch))
    if devices.card_reader:
        watches.append(watch := MachineWatch(hall, "id_card_reader", config.id_card_reader.url))
        workers.append(CardReaderWorker(devices.card_reader, watch))
    return watches, workers


def _letterhead(details: HallDetails, url: str) -> Letterhead:
    return Letterhead(details.name, details.complaint_phone, url)
