"""What can be said with a touch: the words themselves are web/'s."""

from collections.abc import Mapping

from hall.opinions.model import OpinionKind

#: In the order of the page. ``on_paper``: written by hand and put into the box with the code.
PHRASES: Mapping[OpinionKind, tuple[str, ...]] = {
    OpinionKind.COMPLAINT: (
        "waited_long",
        "manner",
        "not_explained",
        "many_trips",
        "nobody_there",
        "out_of_turn",
        "too_late",
        "charged",
        "machine",
        "on_paper",
    ),
    OpinionKind.SUGGESTION: (
        "more_windows",
        "longer_hours",
        "fewer_papers",
        "filling_in",
        "signs",
        "hearing",
        "seats",
        "machine",
        "clean",
        "on_paper",
    ),
}
