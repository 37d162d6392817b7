"""What the hall asks of machines, in the hall's own words.

(Elsewhere these are called ports. Here a port is a place to plug a cable.)
A driver in devices/ plays one of these parts by having its methods; it need not inherit.
One module a machine; everything is imported from here.
A driver has no clock, keeps no history and writes no log: it does the work or says why not.
Watching it over time is the hall's business (hall/machine_watch.py).
"""

from hall.machines.faults import Fault, MachineUnavailable, NoAnswerYet, PrintInDoubt, WrongAddress
from hall.machines.fingerprints import (
    CAPACITY_ASSUMED,
    ENROL_ENDINGS,
    Enrolling,
    EnrolStage,
    FingerprintReader,
    NotedReader,
    SensorGlass,
    TemplateLibrary,
    TemplateVault,
    Touch,
)
from hall.machines.id_cards import CardShelf, IdCard, IdCardReader, Misread, masked_number
from hall.machines.pads import CallPads, PadKey, PadPress, PadRating
from hall.machines.paper import Paragraph, Sheet, TextSize
from hall.machines.printer import (
    JobPrinter,
    PaperState,
    PrinterModel,
    PrintProof,
    SlipTray,
    TicketPrinter,
)
from hall.machines.ups import PowerReading, Ups

__all__ = [
    "CAPACITY_ASSUMED",
    "ENROL_ENDINGS",
    "CallPads",
    "CardShelf",
    "Enrolling",
    "Fault",
    "FingerprintReader",
    "SensorGlass",
    "IdCard",
    "IdCardReader",
    "JobPrinter",
    "TemplateLibrary",
    "MachineUnavailable",
    "Misread",
    "NoAnswerYet",
    "NotedReader",
    "PadKey",
    "PadPress",
    "PadRating",
    "PaperState",
    "PowerReading",
    "Paragraph",
    "PrintInDoubt",
    "PrinterModel",
    "PrintProof",
    "Sheet",
    "SlipTray",
    "EnrolStage",
    "TemplateVault",
    "TextSize",
    "TicketPrinter",
    "Touch",
    "WrongAddress",
    "masked_number",
    "Ups",
]
