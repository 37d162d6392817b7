"""The port: taken by the server, or by systemd before it, which keeps it through restarts."""

import socket

from config import Config, ConfigError
from server.service_manager import ServiceManager

#: With what systemd reads config.toml anew.
READ_ANEW = (
    "sudo systemctl daemon-reload && sudo systemctl restart township-hall.socket township-hall"
)
#: As a socket tells its own address, for as config.toml may write it.
WRITTEN = {"": "0.0.0.0", "localhost": "127.0.0.1"}


def listen(config: Config, manager: ServiceManager) -> socket.socket:
    """What was handed over, or the port of config.toml: one in use is one clear sentence.

    Raises ConfigError, also where the socket that was handed over is another than config.toml's.
    """
    if manager.handed is None:
        return take_port(config)
    handed = socket.socket(fileno=manager.handed)
    host, port = handed.getsockname()[:2]
    if (host, port) != (WRITTEN.get(config.server.host, config.server.host), config.server.port):
        handed.close()
        raise ConfigError(
            "door_elsewhere",
            there=f"{host}:{port}",
            host=config.server.host,
            port=config.server.port,
            command=READ_ANEW,
        )
    return handed


def take_port(config: Config) -> socket.socket:
    host, port = config.server.host, config.server.port
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening_socket = socket.socket(family, socket.SOCK_STREAM)
    listening_socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening_socket.bind((host, port))
    except (OSError, UnicodeError, TypeError) as error:  # the last: a name DNS cannot hold
        listening_socket.close()
        why = getattr(error, "strerror", None)
        raise ConfigError("port_taken", host=host, port=port, error=why) from error
    return listening_socket
