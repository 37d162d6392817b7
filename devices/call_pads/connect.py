"""From the section in config.toml to the pads. Only simulated ones are started here."""

from devices.call_pads.driver import SerialCallPads
from devices.call_pads.keys import read_addresses, read_keys
from devices.call_pads.simulator import SimulatedPads
from devices.link import SerialLink
from devices.serial_address import serial_settings
from hall.machines import CallPads, WrongAddress


def pads_at(
    url: str, windows: str = "", raters: str = "", keys: str = ""
) -> tuple[CallPads | None, SimulatedPads | None]:
    """The pads on this line, and the line itself when it is simulated. Raises WrongAddress."""
    at_windows, at_raters, known_keys = (
        read_addresses(windows), read_addresses(raters), read_keys(keys),
    )  # fmt: skip
    if url == "none:":
        return None, None
    simulated = None
    if url == "simulated:":
        simulated = SimulatedPads()
        simulated.start()
        url = simulated.url
    if not url.startswith("serial:"):
        raise WrongAddress("pads_scheme")
    link = SerialLink(serial_settings(url))
    pads = SerialCallPads(link, windows=at_windows, raters=at_raters, keys=known_keys)
    return pads, simulated
