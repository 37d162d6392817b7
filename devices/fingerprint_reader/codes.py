"""The numbers of the EF01 family: what is asked, and how it ends, in the manuals' own words."""

from enum import IntEnum


class Instruction(IntEnum):
    GEN_IMG = 0x01
    IMG2TZ = 0x02
    MATCH = 0x03
    SEARCH = 0x04
    REG_MODEL = 0x05
    STORE = 0x06
    LOAD_CHAR = 0x07
    UP_CHAR = 0x08
    DOWN_CHAR = 0x09
    DELET_CHAR = 0x0C
    EMPTY = 0x0D
    SET_SYS_PARA = 0x0E
    READ_SYS_PARA = 0x0F
    SET_PWD = 0x12
    VFY_PWD = 0x13
    GET_RANDOM_CODE = 0x14
    WRITE_NOTEPAD = 0x18
    READ_NOTEPAD = 0x19
    HI_SPEED_SEARCH = 0x1B
    TEMPLETE_NUM = 0x1D  # the manuals' spelling
    READ_INDEX_TABLE = 0x1F
    HAND_SHAKE = 0x40


#: What changes the module's flash.
WRITES = {
    Instruction.STORE,
    Instruction.DELET_CHAR,
    Instruction.EMPTY,
    Instruction.WRITE_NOTEPAD,
    Instruction.SET_PWD,
}
NOTEPADS = {Instruction.WRITE_NOTEPAD, Instruction.READ_NOTEPAD}


class Confirmation(IntEnum):
    """First byte of every acknowledgement."""

    OK = 0x00
    PACKET_ERROR = 0x01
    NO_FINGER = 0x02
    CAPTURE_FAILED = 0x03
    TOO_DRY = 0x04
    TOO_WET = 0x05
    MESSY_IMAGE = 0x06
    FEW_FEATURES = 0x07
    NO_MATCH = 0x08
    NOT_FOUND = 0x09
    CANNOT_MERGE = 0x0A
    BAD_PAGE = 0x0B
    TEMPLATE_UNREADABLE = 0x0C
    TEMPLATE_UPLOAD_FAILED = 0x0D
    CANNOT_TAKE_DATA = 0x0E
    IMAGE_UPLOAD_FAILED = 0x0F
    DELETE_FAILED = 0x10
    EMPTY_FAILED = 0x11
    WRONG_PASSWORD = 0x13
    NO_VALID_IMAGE = 0x15
    FLASH_ERROR = 0x18
    UNDEFINED = 0x19
    BAD_REGISTER = 0x1A
    BAD_REGISTER_CONTENTS = 0x1B
    BAD_NOTEPAD_PAGE = 0x1C
    PORT_FAILED = 0x1D
    LIBRARY_FULL = 0x1F
    WRONG_ADDRESS = 0x20
    NOT_VERIFIED = 0x21
    TEMPLATE_EMPTY = 0x22
    LIBRARY_EMPTY = 0x24
    TIMED_OUT = 0x26
    ALREADY_ENROLLED = 0x27
    SENSOR_FAULT = 0x29
    UNSUPPORTED = 0xFC
    HARDWARE_FAULT = 0xFD
    COMMAND_FAILED = 0xFE


NAMES = {int(code): code.name for code in Confirmation}
