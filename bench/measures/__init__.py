"""The measurements, one file for each side of the hall, and the order in which they run."""

from bench.measures import (
    calling,
    catalogue,
    concurrency,
    footprint,
    growth,
    outlook,
    printing,
    screens,
    soaking,
    taking,
    touching,
    units,
)
from bench.run import Measurement

MEASUREMENTS: dict[str, Measurement] = {
    "units": units.units,
    "take": taking.take,
    "kiosk": taking.kiosk,
    "throughput": taking.throughput,
    "four-processes": taking.four_processes,
    "concurrency": concurrency.concurrency,
    "broadcast": calling.broadcast,
    "broadcast-busy": calling.broadcast_busy,
    "counter": calling.counter,
    "blocked-printer": printing.blocked_printer,
    "slip": printing.slip,
    "visible": screens.visible,
    "pages": screens.pages,
    "idle": screens.idle,
    "old-tickets": growth.old_tickets,
    "search": growth.search,
    "import": catalogue.importing,
    "memory": footprint.memory,
    "start": footprint.start,
    "syncs": footprint.syncs,
    "touch": touching.touch,
    "soak": soaking.soak,
    "outlook": outlook.outlook,
}
