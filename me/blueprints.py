"""The pages of this room, each module's once."""

from me import (
    views,
)

BLUEPRINTS = (views.bp,)
