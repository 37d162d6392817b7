"""Who is asking, as far as limits are concerned: the one place that knows.

A device that was enrolled is its own source, wherever it stands: 300 phones behind its router take
nothing from it, and it takes nothing from them. Everybody else is an address.
"""

from flask import request

from hall.address_source import source_at
from web.known_devices import device_here


def source_here() -> str:
    """The same for every request of one computer, and as far as can be told of it alone."""
    device = device_here()
    return device.source if device else source_at(request.remote_addr or "")
