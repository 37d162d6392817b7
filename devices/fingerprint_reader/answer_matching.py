"""Whether an acknowledgement can be the answer to a question at all.

The module never says to which question an answer belongs: one that comes late would be taken for
the answer to the next question, and the conversation would stay one answer behind. What tells them
apart is how many results a granted question has, and codes that only some questions can get.
"""

from devices.fingerprint_reader.answers import Ack
from devices.fingerprint_reader.codes import Confirmation as Code
from devices.fingerprint_reader.codes import Instruction

#: Bytes of results after the code OK; the questions that are not here have none.
RESULT_BYTES = {
    Instruction.SEARCH: 4,
    Instruction.HI_SPEED_SEARCH: 4,
    Instruction.MATCH: 2,
    Instruction.READ_SYS_PARA: 16,
    Instruction.GET_RANDOM_CODE: 4,
    Instruction.READ_NOTEPAD: 32,
    Instruction.TEMPLETE_NUM: 2,
    Instruction.READ_INDEX_TABLE: 32,
}
#: Results as long as these belong to somebody; of another length, to a module with its own ideas.
LENGTHS = {4, 16, 32}
_LOOKS = {Instruction.GEN_IMG, Instruction.IMG2TZ}
_SEARCHES = {Instruction.SEARCH, Instruction.HI_SPEED_SEARCH}
#: What is said to these questions and no other.
ONLY_SAID_TO: dict[int, set[Instruction]] = {
    Code.NO_FINGER: {Instruction.GEN_IMG},
    Code.CAPTURE_FAILED: _LOOKS,
    Code.TOO_DRY: _LOOKS,
    Code.TOO_WET: _LOOKS,
    Code.MESSY_IMAGE: _LOOKS,
    Code.FEW_FEATURES: _LOOKS,
    Code.NO_VALID_IMAGE: {Instruction.IMG2TZ},
    Code.NO_MATCH: {Instruction.MATCH},
    Code.NOT_FOUND: _SEARCHES,
    Code.LIBRARY_EMPTY: _SEARCHES,
    Code.CANNOT_MERGE: {Instruction.REG_MODEL},
    Code.CANNOT_TAKE_DATA: {Instruction.DOWN_CHAR},
    Code.DELETE_FAILED: {Instruction.DELET_CHAR},
    Code.EMPTY_FAILED: {Instruction.EMPTY},
    Code.BAD_REGISTER: {Instruction.SET_SYS_PARA},
    Code.BAD_REGISTER_CONTENTS: {Instruction.SET_SYS_PARA},
    Code.BAD_NOTEPAD_PAGE: {Instruction.WRITE_NOTEPAD, Instruction.READ_NOTEPAD},
}


def may_answer(question: Instruction, ack: Ack) -> bool:
    """False for what is surely the late answer to an earlier question, or for damage.

    ReadSysPara may be answered with less than the manual says: some modules do.
    """
    if ack.code != Code.OK:
        return question in ONLY_SAID_TO.get(ack.code, {question})
    length = len(ack.results)
    wanted = RESULT_BYTES.get(question, 0)
    if length != wanted and length in LENGTHS:
        return question is Instruction.READ_SYS_PARA and length < wanted
    return length >= wanted or question is Instruction.READ_SYS_PARA
