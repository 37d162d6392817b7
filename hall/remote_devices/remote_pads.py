"""Call pads elsewhere: what a key asks for arrives with a key of its own, and is done once."""

from collections import OrderedDict, deque
from threading import Condition

from hall.machines import PadPress, PadRating
from hall.remote_devices.rpc_channel import RpcChannel

MOST_KEYS = 1_000
MOST_WAITING = 100  # nobody presses so often; more is not a pad


class RemotePads:
    """Plays CallPads."""

    def __init__(self, channel: RpcChannel) -> None:
        self._channel = channel
        self._changed = Condition()
        self._words: deque[PadPress | PadRating] = deque(maxlen=MOST_WAITING)
        self._known: OrderedDict[str, None] = OrderedDict()

    def arrive(self, key: str, word: PadPress | PadRating) -> bool:
        """False for one that arrived before."""
        with self._changed:
            if key in self._known:
                return False
            self._known[key] = None
            while len(self._known) > MOST_KEYS:
                self._known.popitem(last=False)
            self._words.append(word)
            self._changed.notify_all()
            return True

    def next_word(self, timeout_seconds: float) -> PadPress | PadRating | None:
        """What arrived, oldest first; None when nothing did for so long.

        Raises MachineUnavailable when nothing did and the other side is silent or told of a fault.
        """
        with self._changed:
            self._changed.wait_for(lambda: bool(self._words), timeout_seconds)
            if self._words:
                return self._words.popleft()
        self._channel.must_be_well()
        return None

    def show(self, window: str, *, waiting: int, number: str) -> None:
        """Shown over there. Raises MachineUnavailable."""
        self._channel.call("show", window=window, waiting=waiting, number=number)

    def beep(self, window: str) -> None:
        """Sounded over there. Raises MachineUnavailable."""
        self._channel.call("beep", window=window)

    def ask_for_rating(self, window: str) -> None:
        """Asked over there; the grade arrives by itself. Raises MachineUnavailable."""
        self._channel.call("ask_for_rating", window=window)

    def close(self) -> None:
        """The cable is not ours."""
