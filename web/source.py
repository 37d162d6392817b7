"""Who is asking, as far as limits are concerned: the one place that knows.

A device that was enrolled is its own source, wherever it stands: 300 phones behind its router take
nothing from it, and it takes nothing from them. Everybody else is an address.
"""

from ipaddress import IPv6Address, ip_address, ip_network

from flask import request

from web.known_devices import device_here

#: Whoever has one IPv6 address has all of its network's.
IPV6_NETWORK_BITS = 64


def source_here() -> str:
    """The same for every request of one computer, and as far as can be told of it alone."""
    device = device_here()
    return f"device:{device.id}" if device else source_at(request.remote_addr or "")


def source_at(address: str) -> str:
    """The source behind an address; of IPv6, its network."""
    try:
        found = ip_address(address)
    except ValueError:  # such as that of a test, or of a socket without one
        return address
    if not isinstance(found, IPv6Address):
        return address
    if found.ipv4_mapped:
        return str(found.ipv4_mapped)
    return str(ip_network((found, IPV6_NETWORK_BITS), strict=False))
