"""Ways in which modules and their cables fall short of the manual, and how they sound."""

from enum import StrEnum

from devices.fingerprint_reader.protocol import DEFAULT_ADDRESS, PacketKind, ReaderFrame

#: The middle of this looks like the start of a frame.
STRAY_BYTES = b"\x00\x55\xef\x01\xff\xef"


class Quirk(StrEnum):
    """Put any of these into ``reader.quirks``; take them out and the reader is well again."""

    # the cable's
    SILENT = "silent"
    GARBLED = "garbled"  # every byte arrives changed
    WRONG_CHECKSUM = "wrong_checksum"
    OTHER_ADDRESS = "other_address"  # answers, but from an address nobody asked
    NOISE = "noise"  # stray bytes before every answer
    ONE_BYTE_AT_A_TIME = "one_byte_at_a_time"
    ECHO = "echo"  # a two-wire adapter lets the host hear itself
    GLUED = "glued"  # every acknowledgement twice, in one piece
    DAMAGED_COMMANDS = "damaged_commands"  # what the host says arrives with a byte changed
    # the module's
    DIRTY_GLASS = "dirty_glass"  # takes dirt for a finger, and never sees the glass empty
    MESSY_IMAGE = "messy_image"
    GARBAGE_ON_NOT_FOUND = "garbage_on_not_found"
    SHORT_NOT_FOUND = "short_not_found"
    IMPOSSIBLE_PAGE = "impossible_page"  # finds a finger beyond the end of its library
    SHORT_PARAMETERS = "short_parameters"  # ReadSysPara tells less than the manual
    GEN_IMG_SPOILS_SEARCH = "gen_img_spoils_search"  # a new image, and Search finds nothing (R503)
    ONLY_FAST_SEARCH = "only_fast_search"  # refuses Search, and knows HiSpeedSearch
    MERGES_ANYTHING = "merges_anything"  # RegModel is content with two different fingers
    LIBRARY_FULL = "library_full"
    FLASH_ERROR = "flash_error"  # nothing can be stored or deleted any more
    STORE_IN_VAIN = "store_in_vain"  # says OK and keeps nothing
    DELETE_IN_VAIN = "delete_in_vain"
    NO_NOTEPAD = "no_notepad"  # as cheap modules: there is no place for a mark
    SLOW_EMPTY = "slow_empty"
    SENSOR_FAULT = "sensor_fault"


def pieces(frame: ReaderFrame, quirks: set[Quirk]) -> list[bytes]:
    """The bytes of one frame from the module, in the pieces in which they reach the host."""
    if Quirk.SILENT in quirks:
        return []
    if Quirk.OTHER_ADDRESS in quirks:
        frame = ReaderFrame(frame.kind, frame.payload, frame.address ^ DEFAULT_ADDRESS)
    raw = frame.encode()
    if Quirk.WRONG_CHECKSUM in quirks:
        raw = raw[:-1] + bytes([raw[-1] ^ 1])
    if Quirk.GLUED in quirks and frame.kind is PacketKind.ACK:
        raw *= 2
    if Quirk.NOISE in quirks:
        raw = STRAY_BYTES + raw
    if Quirk.GARBLED in quirks:
        raw = bytes(byte ^ 0xA5 for byte in raw)
    if Quirk.ONE_BYTE_AT_A_TIME in quirks:
        return [bytes([byte]) for byte in raw]
    return [raw]
