"""The pages of this room, each module's once."""

from timeclock import (
    spoken_answers,
    views,
)

BLUEPRINTS = (spoken_answers.bp, views.bp)
