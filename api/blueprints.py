"""What this room answers, to programs."""

from api import (
    attendance_days,
    device_agent,
    iclock,
    tickets,
    views,
)

BLUEPRINTS = (
    views.bp,
    attendance_days.bp,
    tickets.bp,
    iclock.bp,
    device_agent.bp,
)
