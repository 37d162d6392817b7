"""Taking up a finger: the manual sequence, which every module of the family understands.

capture, search, lift, capture, lift, ... merge, find a free page, store, read back, and one
more touch that must find exactly that page: some modules merge two different fingers.
"""

from collections.abc import Collection, Generator, Iterator

from devices.fingerprint_reader.codes import Confirmation as Code
from devices.fingerprint_reader.commands import GEN_IMG, REG_MODEL, img2tz, store
from devices.fingerprint_reader.conversation import Conversation
from devices.fingerprint_reader.finger_search import LibrarySearch
from devices.fingerprint_reader.template_library import forget, used_pages, write
from hall.machines import Enrolling, EnrolStage, Fault, MachineUnavailable

#: A finger that is dry, wet, askew or just leaving: look at it again.
UNCLEAR = {
    Code.CAPTURE_FAILED,
    Code.TOO_DRY,
    Code.TOO_WET,
    Code.MESSY_IMAGE,
    Code.FEW_FEATURES,
    Code.NO_VALID_IMAGE,
}
#: What a module says to a buffer it does not have.
NO_SUCH_BUFFER = {Code.BAD_PAGE, Code.UNSUPPORTED, Code.COMMAND_FAILED, Code.UNDEFINED}
MERGED_INTO = 1


def enrolment(
    search: LibrarySearch, *, capacity: int, captures: int, reserved: Collection[int]
) -> Iterator[Enrolling]:
    """One look a step; the last step tells how it ended. ``reserved`` pages stay free.

    Modules with fewer buffers than ``captures`` use what they have. Raises MachineUnavailable.
    """
    talk = search.talk
    for number in range(1, captures + 1):
        if not (yield from _capture(talk, number, captures)):
            yield from _lifted(talk, number - 1, captures)
            break  # older modules have two buffers, however many captures are wanted
        if number == 1 and (page := search.find(capacity).page) is not None:
            yield Enrolling(EnrolStage.DUPLICATE, 1, captures, page)
            return
        yield from _lifted(talk, number, captures)
    merged = talk.ask(REG_MODEL)
    if merged.code == Code.CANNOT_MERGE:
        yield Enrolling(EnrolStage.DIFFERENT, captures, captures)
        return
    if merged.code != Code.OK:
        raise MachineUnavailable(Fault.BROKEN, f"RegModel: {merged}")
    page = _store(talk, capacity, reserved)
    if page is None:
        yield Enrolling(EnrolStage.FULL, captures, captures)
        return
    yield Enrolling(EnrolStage.PROVE, captures, captures, page)  # told before anything can fail
    yield from _capture(talk, 1, captures, page)
    if search.find(capacity).page == page:
        yield Enrolling(EnrolStage.STORED, captures, captures, page)
    else:
        forget(talk, page, capacity)
        yield Enrolling(EnrolStage.UNPROVEN, captures, captures)


def _capture(
    talk: Conversation, number: int, wanted: int, stored: int | None = None
) -> Generator[Enrolling, None, bool]:
    """Look until there are features in the buffer; False when there is no such buffer.

    ``stored``: the page at which the finger is already, to be proved.
    """
    awaited = EnrolStage.LAY if stored is None else EnrolStage.PROVE
    captured = number - 1 if stored is None else wanted
    while True:
        image = talk.ask(GEN_IMG).code
        if image == Code.NO_FINGER:
            yield Enrolling(awaited, captured, wanted, stored)
            continue
        code = talk.ask(img2tz(number)).code if image == Code.OK else image
        if code == Code.OK:
            return True
        if number > 2 and code in NO_SUCH_BUFFER:
            return False
        if code not in UNCLEAR:
            raise MachineUnavailable(Fault.BROKEN, f"no features: {code:#04x}")
        yield Enrolling(EnrolStage.UNCLEAR, captured, wanted, stored)


def _lifted(talk: Conversation, captured: int, wanted: int) -> Iterator[Enrolling]:
    while talk.ask(GEN_IMG).code != Code.NO_FINGER:
        yield Enrolling(EnrolStage.LIFT, captured, wanted)


def _store(talk: Conversation, capacity: int, reserved: Collection[int]) -> int | None:
    """The page it was stored at, read back; None when the library is full."""
    taken = used_pages(talk, capacity) | set(reserved)
    page = next((page for page in range(capacity) if page not in taken), None)
    if page is None:
        return None
    try:
        write(talk, store(MERGED_INTO, page), lambda: page in used_pages(talk, capacity))
    except MachineUnavailable as error:
        if Code.LIBRARY_FULL.name in error.detail:
            return None
        raise
    return page
