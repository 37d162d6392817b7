"""Reading a byte stream that arrives in pieces of any size: generators that are sent bytes."""

from collections.abc import Generator

Reading = Generator[None, int, None]


def take(count: int) -> Generator[None, int, bytes]:
    """The next bytes; only for counts that the caller has bounded."""
    taken = bytearray()
    for _ in range(count):
        taken.append((yield))
    return bytes(taken)


def skip(count: int) -> Reading:
    for _ in range(count):
        yield


def until_nul() -> Reading:
    while (yield):
        pass
