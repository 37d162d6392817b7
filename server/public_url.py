"""How phones and screens in the hall reach this server; it stands in the QR of every slip."""

import fcntl
import socket
import struct
from urllib.parse import urlsplit

from config import Config

EVERYWHERE = ("0.0.0.0", "::", "")  # the server listens on every network card
OURS_ALONE = ("127.0.0.1", "localhost", "::1")
SIOCGIFADDR = 0x8915  # netdevice(7): the IPv4 address of a network card


def is_ours_alone(host: str) -> bool:
    """Whether only this computer reaches a server that listens there."""
    return host in OURS_ALONE or host.startswith("127.")


def public_url(config: Config) -> str:
    """The address for others, without a slash at the end; a telephone that reads one without
    http:// in a QR code takes it for plain text."""
    if written := config.server.public_url.rstrip("/"):
        return written if "://" in written else f"http://{written}"
    host = config.server.host
    if host in EVERYWHERE:
        host = address_in_the_hall()
    return f"http://{host}:{config.server.port}"


def own_url(config: Config) -> str:
    """How this computer itself reaches it; "" where the server listens on one card alone."""
    here = config.server.host in EVERYWHERE or is_ours_alone(config.server.host)
    return f"http://localhost:{config.server.port}" if here else ""


def phone_url(config: Config) -> str:
    """The same for what phones are to open; "" when only this computer could open it."""
    url = public_url(config)
    is_ours_alone = urlsplit(url).hostname in OURS_ALONE
    return "" if is_ours_alone and not config.server.public_url else url


def address_in_the_hall() -> str:
    """The first network card's address that is not this computer alone.

    The cards themselves are asked: a hall's network has no way to the internet, so asking for
    the way there, as is often done, finds nothing.
    """
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        for _, name in sorted(socket.if_nameindex()):
            address = _address_of(probe, name)
            if address and not address.startswith("127."):
                return address
    return "127.0.0.1"


def _address_of(probe: socket.socket, card: str) -> str | None:
    try:
        answer = fcntl.ioctl(probe, SIOCGIFADDR, struct.pack("256s", card.encode()[:15]))
    except OSError:  # this card has no address
        return None
    return socket.inet_ntoa(answer[20:24])
