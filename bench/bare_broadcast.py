"""The bare counterpart of our announcer (U3): ``websockets`` and nothing else.

A line on standard input is a call; the moment at which it was sent out is told on output.
"""

import asyncio
import json
import sys
from time import monotonic

from websockets.asyncio.server import ServerConnection, broadcast, serve

from bench.wire import HOST

INSIDE: set[ServerConnection] = set()


async def come_in(connection: ServerConnection) -> None:
    INSIDE.add(connection)
    await connection.send("40")  # the listeners take it for Socket.IO's word of welcome
    await connection.wait_closed()
    INSIDE.discard(connection)


def call(seq: int, number: str) -> None:
    words = {"number": number, "service": "A", "window": "1", "turn": 1, "seq": seq}
    sent_at = monotonic()
    broadcast(INSIDE, f"42{json.dumps(['ticket-called', words])}")
    print(sent_at, flush=True)


async def main(port: int) -> None:
    ended = asyncio.Event()
    seq = 0

    def read() -> None:
        nonlocal seq
        line = sys.stdin.readline()
        if not line:
            ended.set()
            return
        seq += 1
        call(seq, line.strip())

    # Its own pings would end the listeners, who answer only those of Engine.IO.
    async with serve(come_in, HOST, port, compression=None, ping_interval=None):
        asyncio.get_running_loop().add_reader(sys.stdin, read)
        print("open", flush=True)
        await ended.wait()


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1])))
