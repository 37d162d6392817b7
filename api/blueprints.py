"""What this room answers, to programs."""

from api import (
    device_agent,
    iclock,
    tickets,
    views,
)

BLUEPRINTS = (
    views.bp,
    tickets.bp,
    iclock.bp,
    device_agent.bp,
)
