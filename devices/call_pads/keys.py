"""Which key of a pad means what. Makers differ, so config.toml may say otherwise."""

from collections.abc import Mapping, Sequence

from hall.machines import PadKey, WrongAddress

#: By the bytes that the pad sends, as the one published map has them. A digit comes before 0F.
USUAL_KEYS: Mapping[bytes, PadKey] = {
    b"\x0c": PadKey.NEXT,
    b"\x0d": PadKey.RECALL,
    b"\x0b": PadKey.RATE,
    b"\x06\x0f": PadKey.MISS,
    b"\x00\x0f": PadKey.PARK,
    b"\x03\x0f": PadKey.RESUME,
    b"\x12": PadKey.PAUSE,
    b"\x13": PadKey.TRANSFER,
}
#: The key after which a pad is told a digit first, such as 2 then 转移: to the second service.
TAKES_A_DIGIT = {PadKey.TRANSFER}
DIGITS = range(10)


def read_keys(text: str) -> dict[bytes, PadKey]:
    """``"0C=next 060F=miss"``; what is not named stays as usual. Raises WrongAddress."""
    keys = dict(USUAL_KEYS)
    for part in text.replace(",", " ").split():
        code, _, name = part.partition("=")
        try:
            keys[bytes.fromhex(code)] = PadKey(name)
        except ValueError:
            raise WrongAddress("pads_key", part=part, known=list(PadKey)) from None
    return keys


def key_in(data: bytes, keys: Mapping[bytes, PadKey]) -> tuple[PadKey, int | None] | None:
    """The key in a frame's data and the digit typed before it; None for a key not in the map."""
    if data in keys:
        return keys[data], None
    last = keys.get(data[-1:])
    if last in TAKES_A_DIGIT and len(data) == 2 and data[0] in DIGITS:
        return last, data[0]
    return None


def read_addresses(text: str) -> dict[int, str]:
    """``"1=1 2=2 5=综合"``: the pad's address and its window. Raises WrongAddress."""
    addresses: dict[int, str] = {}
    for part in text.replace(",", " ").split():
        number, equals, window = part.partition("=")
        if not (number.isdecimal() and int(number) < 256 and equals and window):
            raise WrongAddress("pads_window", part=part)
        addresses[int(number)] = window
    return addresses


def windows(maps: Sequence[Mapping[int, str]]) -> set[str]:
    """The names of all windows that have a pad of either kind."""
    return {window for addresses in maps for window in addresses.values()}
