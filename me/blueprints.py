"""The pages of this room, each module's once."""

from me import (
    month,
    views,
)

BLUEPRINTS = (views.bp, month.bp)
