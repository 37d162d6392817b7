"""The measurements, one file for each side of the hall, and the order in which they run."""

from bench.measures import taking, units
from bench.run import Measurement

MEASUREMENTS: dict[str, Measurement] = {
    "units": units.units,
    "take": taking.take,
    "kiosk": taking.kiosk,
    "throughput": taking.throughput,
    "four-processes": taking.four_processes,
}
