"""How long things stand on the public screens, and how often a screen tries.

A screen's page hands these on to its scripts, which know no others.
"""

from dataclasses import dataclass

from hall.notices.receipts import STRIKES
from hall.proof_of_play.intake import MOST_AT_ONCE
from hall.screens.screen_state import BEAT_SECONDS, BEAT_SPREAD_SECONDS


@dataclass(frozen=True, slots=True)
class ScreenTimes:
    #: A call stands large: eight seconds, and what a busy machine needs until it has painted.
    call_shown_ms: int = 8500
    #: One page of a notice.
    notice_page_ms: int = 12_000
    #: So often the notices are asked for, though nobody told of a change.
    notices_refresh_ms: int = 60_000
    #: The server silent for longer: of the notices only the standing board pages stay, so that
    #: whatever is taken down leaves a screen that cannot be told.
    trusted_ms: int = 10 * 60_000
    #: What could not be shown so often is left out, and marked in the office.
    strikes: int = STRIKES
    #: A screen says what it paints so often; what all paint at once, each at a moment of its own.
    beat_seconds: int = BEAT_SECONDS
    beat_spread_seconds: float = BEAT_SPREAD_SECONDS
    #: Of its diary so many stretches in one message.
    most_stretches: int = MOST_AT_ONCE
