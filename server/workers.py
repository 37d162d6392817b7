"""Each machine has somebody who looks after it, on a thread of their own."""

from config import Config
from devices.call_pads.keys import read_addresses
from hall.attendance.fingerprint_worker import FingerprintWorker
from hall.call_pads.pad_worker import PadWorker
from hall.id_cards.card_reader_worker import CardReaderWorker
from hall.machine_watch import MachineWatch
from hall.periodic_worker import PeriodicWorker
from hall.slips.letterhead import Letterhead
from hall.slips.spooler import PrintWorker
from hall.unit_of_work import Hall
from hall.wait_forecast.forecaster import Forecaster
from server.device_wiring import Devices
from server.public_url import public_url
from web import sentences


def start_workers(
    hall: Hall, config: Config, machines: Devices, forecaster: Forecaster
) -> tuple[list[MachineWatch], list[PeriodicWorker]]:
    """Who looks after each machine that is plugged in, and what the office sees of it."""
    watches: list[MachineWatch] = []
    staff: list[PeriodicWorker] = [forecaster]
    if machines.printer:
        watches.append(watch := MachineWatch(hall, "printer", config.printer.url))
        letterhead = Letterhead(config.hall.name, config.hall.complaint_phone, public_url(config))
        spooler = PrintWorker(hall, machines.printer, watch, letterhead.compose, machines.tray)
        spooler.foretell = lambda ticket: sentences.forecast_on_paper(forecaster.foretold(ticket))
        staff.append(spooler)
    if machines.reader:
        watches.append(
            watch := MachineWatch(hall, "fingerprint_reader", config.fingerprint_reader.url)
        )
        staff.append(FingerprintWorker(hall, machines.reader, watch))
    if machines.pads:
        watches.append(watch := MachineWatch(hall, "call_pads", config.call_pads.url))
        windows = read_addresses(config.call_pads.windows).values()
        staff.append(PadWorker(hall, machines.pads, set(windows), watch))
    if machines.card_reader:
        watches.append(watch := MachineWatch(hall, "id_card_reader", config.id_card_reader.url))
        staff.append(CardReaderWorker(machines.card_reader, watch))
    return watches, staff
