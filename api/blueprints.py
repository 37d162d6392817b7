"""What this room answers, to programs."""

from api import (
    attendance_days,
    device_agent,
    figures,
    iclock,
    tickets,
    views,
)

BLUEPRINTS = (
    views.bp,
    attendance_days.bp,
    figures.bp,
    tickets.bp,
    iclock.bp,
    device_agent.bp,
)
