"""The pages of this room, each module's once."""

from counter import (
    duty,
    guide,
    rating,
    returning,
    views,
)

BLUEPRINTS = (
    views.bp,
    returning.bp,
    rating.bp,
    guide.bp,
    duty.bp,
)
