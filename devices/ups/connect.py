"""From the address in config.toml to a UPS. Opens nothing."""

from urllib.parse import urlsplit

from devices.ups.driver import NutUps
from devices.ups.protocol import NAME
from hall.machines import Ups, WrongAddress

PORT = 3493  # RFC 9271
EXAMPLE = "nut://127.0.0.1/ups"


def ups_at(url: str) -> Ups | None:
    """``nut://host:3493/name``; None for ``none:``. Raises WrongAddress."""
    if url == "none:":
        return None
    try:
        parts = urlsplit(url)
        port = parts.port or PORT
    except ValueError:  # a bracket too few, or a port that is none
        raise WrongAddress("ups_form", url=url, example=EXAMPLE) from None
    name = parts.path.strip("/")
    odd = parts.query or parts.fragment or "@" in parts.netloc
    if parts.scheme != "nut" or not parts.hostname or odd or not NAME.fullmatch(name):
        raise WrongAddress("ups_form", url=url, example=EXAMPLE)
    return NutUps(parts.hostname, port, name)
