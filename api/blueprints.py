"""What this room answers, to programs."""

from api import (
    attendance,
    device_agent,
    iclock,
    tickets,
    views,
)

BLUEPRINTS = (
    views.bp,
    attendance.bp,
    tickets.bp,
    iclock.bp,
    device_agent.bp,
)
