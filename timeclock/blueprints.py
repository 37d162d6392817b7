"""The pages of this room, each module's once."""

from timeclock import (
    views,
)

BLUEPRINTS = (views.bp,)
