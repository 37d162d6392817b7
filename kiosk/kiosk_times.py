"""How long a kiosk waits for somebody who has stopped touching it.

Its page hands these on to its scripts, which know no others; whoever chose larger letters, low
controls or the switch has half as long again (static/js/lib/idle-timer.js).
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class KioskTimes:
    #: Then it asks whether anybody is there.
    quiet_seconds: int = 90
    #: And so long it waits for the answer, before it forgets who stood there.
    warn_seconds: int = 30
