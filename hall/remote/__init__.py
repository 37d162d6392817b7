"""Machines whose cable is in another computer: played here by whoever speaks for them there.

``hall devices`` on that computer asks for the next call, makes it on the real driver, and brings
the answer. A call that nobody took was surely not made; one that was taken and not answered is
in doubt, and is never made again by itself.
"""

from hall.remote.cards import RemoteCardReader
from hall.remote.exchange import Exchange
from hall.remote.fingerprints import RemoteReader
from hall.remote.pads import RemotePads, word_from
from hall.remote.printer import RemotePrinter, page_as_json

__all__ = [
    "Exchange",
    "RemoteCardReader",
    "RemotePads",
    "RemotePrinter",
    "RemoteReader",
    "page_as_json",
    "word_from",
]
