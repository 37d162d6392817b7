"""Who holds which credential, in memory: a request of a device costs no question to the database.

Read once, and again after each enrolment or revocation, which all go through here. When and from
where a device was heard is kept here too, and written down now and then.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from threading import Lock
from time import monotonic

from hall.enrolled_devices import actions
from hall.enrolled_devices.actions import Caller, DeviceWish
from hall.enrolled_devices.model import DeviceRole
from hall.enrolled_devices.queries import device_by_id, enrolled_devices
from hall.people.credentials import digest
from hall.unit_of_work import Hall, UnitOfWork


@dataclass(frozen=True, slots=True)
class KnownDevice:
    id: int
    role: DeviceRole
    screen_id: int | None
    window_id: int | None

    @property
    def source(self) -> str:
        """Its own, wherever it stands, as far as limits are concerned."""
        return f"device:{self.id}"


@dataclass(frozen=True, slots=True)
class LastHeard:
    seconds_ago: float
    address: str


class DeviceRegister:
    """``seconds`` counts them, and is set by nobody."""

    def __init__(self, hall: Hall, seconds: Callable[[], float] = monotonic) -> None:
        self._hall = hall
        self._seconds = seconds
        self._lock = Lock()
        self._known: dict[str, KnownDevice] | None = None  # by digest
        self._heard: dict[int, tuple[float, str]] = {}
        self._drop: list[Callable[[int], object]] = []

    def when_revoked(self, drop: Callable[[int], object]) -> None:
        """Call ``drop`` with the device's number as soon as its credential is taken away."""
        self._drop.append(drop)

    def device_with(self, token: str) -> KnownDevice | None:
        """Whose credential this is; None for a stranger's. Raises DatabaseUnusable."""
        known = self._known
        return (self._read() if known is None else known).get(digest(token))

    def device_at_hand(self, token: str) -> KnownDevice | None:
        """The same without a question to the database: None too while it was not asked yet."""
        known = self._known
        return known.get(digest(token)) if known else None

    def knows(self, digest_of_token: str) -> bool:
        """Whether a credential of this digest is good. Raises DatabaseUnusable."""
        known = self._known
        return digest_of_token in (self._read() if known is None else known)

    def hear(self, device: KnownDevice, address: str) -> None:
        """It has just asked something, from there."""
        self._heard[device.id] = self._seconds(), address

    def last_heard(self, device_id: int) -> LastHeard | None:
        """Since this program started; None for one that was not."""
        at, address = self._heard.get(device_id, (None, ""))
        return None if at is None else LastHeard(self._seconds() - at, address)

    def enrol(self, actor: str, wish: Callable[[UnitOfWork], DeviceWish], caller: Caller) -> None:
        """Raises Malformed and NotFound as ``actions.enrol``, and what ``wish`` raises."""
        with self._hall.work(actor) as work:
            actions.enrol(work, wish(work), caller)
        self._forget()

    def use_link(self, link: str, caller: Caller) -> None:
        """Raises LinkSpent."""
        with self._hall.work("device") as work:
            actions.use_link(work, link, caller)
        self._forget()

    def revoke(self, actor: str, device_id: int) -> None:
        """At once: what it asks next is refused, and its wire is cut. Raises NotFound."""
        with self._hall.work(actor) as work:
            actions.revoke(work, device_by_id(work.session, device_id))
        self._forget()
        for drop in self._drop:
            drop(device_id)

    def write_down(self) -> None:
        """When each was heard last, and from where; for now and then, not for each request."""
        heard = {device_id: self.last_heard(device_id) for device_id in list(self._heard)}
        if not heard:
            return
        with self._hall.work() as work:
            for device in enrolled_devices(work.session):
                if last := heard.get(device.id):
                    device.seen_at = work.now - timedelta(seconds=last.seconds_ago)
                    device.address = last.address

    def _forget(self) -> None:
        with self._lock:
            self._known = None

    def _read(self) -> dict[str, KnownDevice]:
        """Under the lock: what is being forgotten meanwhile is not put back."""
        with self._lock:
            if self._known is None:
                with self._hall.read() as snapshot:
                    self._known = {
                        device.digest: KnownDevice(
                            device.id, device.role, device.screen_id, device.window_id
                        )
                        for device in enrolled_devices(snapshot.session)
                    }
            return self._known
