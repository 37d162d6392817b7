"""Machines whose cable is in another computer: played here by whoever speaks for them there.

``hall devices`` on that computer asks for the next call, makes it on the real driver, and brings
the answer. A call that nobody took was surely not made; one that was taken and not answered is
in doubt, and is never made again by itself.
"""

from hall.remote_devices.remote_card_reader import RemoteCardReader
from hall.remote_devices.remote_fingerprint_reader import RemoteReader
from hall.remote_devices.remote_pads import RemotePads
from hall.remote_devices.remote_printer import RemotePrinter
from hall.remote_devices.rpc_channel import RpcChannel

__all__ = [
    "RpcChannel",
    "RemoteCardReader",
    "RemotePads",
    "RemotePrinter",
    "RemoteReader",
]
