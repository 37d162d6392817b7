"""The pages of this room, each module's once."""

from kiosk import (
    opinions,
    phone_opinions,
    rating,
    views,
)

BLUEPRINTS = (
    views.bp,
    rating.bp,
    opinions.bp,
    phone_opinions.bp,
)
