"""A responder that does nothing but answer: what the load generator itself can do at most."""

import selectors
import socket
import sys

from bench.wire import HEAD_END, HOST, READ_BYTES

ANSWER = b'HTTP/1.1 201 CREATED\r\nContent-Length: 17\r\n\r\n{"number":"A001"}'


def serve(port: int) -> None:
    ready = selectors.DefaultSelector()
    door = socket.create_server((HOST, port), backlog=128)
    ready.register(door, selectors.EVENT_READ, door)
    while True:
        for key, _ in ready.select():
            line: socket.socket = key.data
            if line is door:
                line, _ = door.accept()
                line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                ready.register(line, selectors.EVENT_READ, line)
                continue
            received = line.recv(READ_BYTES)
            if received:
                line.sendall(ANSWER * received.count(HEAD_END))
            else:
                ready.unregister(line)
                line.close()


if __name__ == "__main__":
    serve(int(sys.argv[1]))
