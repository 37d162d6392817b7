"""Reading a byte stream that arrives in pieces of any size: generators that are sent bytes."""

from collections.abc import Generator

Reading = Generator[None, int, None]


def take(count: int) -> Generator[None, int, bytes]:
    """The next ``count`` bytes; only for counts that the caller has bounded."""
    taken = bytearray()
    for _ in range(count):
        taken.append((yield))
    return bytes(taken)


def skip(count: int) -> Reading:
    """Drop the next ``count`` bytes, however many the wire claims."""
    for _ in range(count):
        yield


def until_nul() -> Reading:
    """Drop bytes up to and with the next 00."""
    while (yield):
        pass
