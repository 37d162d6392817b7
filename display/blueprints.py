"""The pages of this room, each module's once."""

from display import (
    heartbeats,
    proof_of_play,
    resting,
    sounds,
    views,
)

BLUEPRINTS = (
    views.bp,
    heartbeats.bp,
    resting.bp,
    sounds.bp,
    proof_of_play.bp,
)
