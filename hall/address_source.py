"""Which addresses are one source: whoever has one IPv6 address has all of its network's."""

from ipaddress import IPv6Address, ip_address, ip_network

IPV6_NETWORK_BITS = 64


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
