"""The pages of this room, each module's once."""

from counter import (
    duty,
    guide,
    leaving_page,
    rating,
    returning,
    views,
)

BLUEPRINTS = (
    leaving_page.bp,  # before the steps: its address looks like one
    views.bp,
    returning.bp,
    rating.bp,
    guide.bp,
    duty.bp,
)
