"""Each machine has somebody who looks after it, on a thread of their own."""

from addresses import public_url
from config import Config
from devices.call_pads.keys import read_addresses
from hall.attendance.doorkeeper import Doorkeeper
from hall.cards.attendant import CardAttendant
from hall.outlook.forecaster import Forecaster
from hall.pads.attendant import PadAttendant
from hall.rounds import Rounds
from hall.slips.letterhead import Letterhead
from hall.slips.spooler import Spooler
from hall.watch import Watch
from hall.work import Hall
from lobby import sentences
from plugs import Machines


def take_on(
    hall: Hall, config: Config, machines: Machines, outlook: Forecaster
) -> tuple[list[Watch], list[Rounds]]:
    """Who looks after each machine that is plugged in, and what the office sees of it."""
    watches: list[Watch] = []
    staff: list[Rounds] = [outlook]
    if machines.printer:
        watches.append(watch := Watch(hall, "printer", config.printer.url))
        letterhead = Letterhead(config.hall.name, config.hall.complaint_phone, public_url(config))
        spooler = Spooler(hall, machines.printer, watch, letterhead.compose, machines.tray)
        spooler.foretell = lambda ticket: sentences.forecast_on_paper(outlook.foretold(ticket))
        staff.append(spooler)
    if machines.reader:
        watches.append(watch := Watch(hall, "fingerprint_reader", config.fingerprint_reader.url))
        staff.append(Doorkeeper(hall, machines.reader, watch))
    if machines.pads:
        watches.append(watch := Watch(hall, "call_pads", config.call_pads.url))
        windows = read_addresses(config.call_pads.windows).values()
        staff.append(PadAttendant(hall, machines.pads, set(windows), watch))
    if machines.card_reader:
        watches.append(watch := Watch(hall, "id_card_reader", config.id_card_reader.url))
        staff.append(CardAttendant(machines.card_reader, watch))
    return watches, staff
