"""Who is asking, as far as limits are concerned: the one place that knows.

Today the address; a device that was enrolled is to be its own source, wherever it stands.
"""

from ipaddress import IPv6Address, ip_address, ip_network

from flask import Request

#: Whoever has one IPv6 address has all of its network's.
IPV6_NETWORK_BITS = 64


def source_of(request: Request) -> str:
    """The same for every request of one computer, and as far as can be told of it alone."""
    return source_at(request.remote_addr or "")


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
