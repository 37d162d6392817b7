"""Looking at the glass: GenImg, Img2Tz, Search, which are one conversation."""

from collections.abc import Callable

from devices.fingerprint_reader.answers import Ack
from devices.fingerprint_reader.codes import Confirmation as Code
from devices.fingerprint_reader.commands import GEN_IMG, img2tz
from devices.fingerprint_reader.conversation import Conversation
from devices.fingerprint_reader.enrolling import UNCLEAR
from devices.fingerprint_reader.finger_search import BUFFER, STRANGER, LibrarySearch
from devices.fingerprint_reader.glass_cover import GlassCover
from hall.machines import Fault, MachineUnavailable, Touch

UNCLEAR_LOOKS = 3  # a finger still unclear after so many looks is answered as a stranger's


class GlassLook:
    """Tells each finger once, however long it lies there."""

    def __init__(self, talk: Conversation, search: LibrarySearch, now: Callable[[], float]) -> None:
        self._talk = talk
        self._search = search
        self.cover = GlassCover(now)
        self.told = False  # the finger on the glass has been reported
        self._unclear_looks = 0

    def look(self, capacity: int) -> Touch | None:
        """A finger newly laid on the glass; None while nothing new is there.

        Raises MachineUnavailable: GARBLED when the module names a page beyond ``capacity``, COVERED
        when what lies there is no finger.
        """
        capture = self._capture()
        if capture is None or self.told:
            return None
        if capture.code != Code.OK:
            return self._unclear(capture)
        features = self._talk.ask(img2tz(BUFFER))
        if features.code != Code.OK:
            return self._unclear(features)
        touch = self._search.find(capacity)
        if touch.page is not None:
            self.cover.known_finger()
        return self._tell(touch)

    def is_free(self) -> bool:
        """Whether nothing lies on the glass. Raises MachineUnavailable, as ``look``."""
        return self._capture() is None

    def _capture(self) -> Ack | None:
        """None while nothing lies on the glass."""
        capture = self._talk.ask(GEN_IMG)
        if capture.code == Code.NO_FINGER:
            self.cover.seen_empty()
            self.told = False
            self._unclear_looks = 0
            return None
        self.cover.seen_covered()
        if self.cover.is_dirt:
            raise MachineUnavailable(Fault.COVERED, f"GenImg: {capture}")
        return capture

    def _unclear(self, ack: Ack) -> Touch | None:
        if ack.code not in UNCLEAR:
            raise MachineUnavailable(Fault.BROKEN, f"no image: {ack}")
        self._unclear_looks += 1
        return self._tell(STRANGER) if self._unclear_looks >= UNCLEAR_LOOKS else None

    def _tell(self, touch: Touch) -> Touch:
        self.told = True
        self._unclear_looks = 0
        return touch
