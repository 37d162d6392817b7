"""The recipe of deploy/tls, as docs/security.md gives it: our own certificate, nginx, the hall."""

import re
import shutil
import socket
import ssl
import subprocess
from contextlib import closing
from dataclasses import replace
from http.client import HTTPSConnection
from pathlib import Path

import pytest
from flask import request

from app import create_application
from config import Config
from server.device_wiring import Devices
from tests.served import ReadyHall, free_port, write_config
from tests.waiting import wait_until

ROOT = Path(__file__).parents[2]
TLS = ROOT / "deploy" / "tls"
NGINX = shutil.which("nginx", path="/usr/sbin:/usr/bin:/usr/local/sbin:/usr/local/bin")
AROUND = """\
daemon off;
pid {folder}/nginx.pid;
error_log stderr;
events {{ }}
http {{
access_log off;
client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxied;
fastcgi_temp_path {folder}/f; uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;
{recipe}
}}
"""


@pytest.fixture
def behind(config: Config, tray, clock):
    """The hall behind a program at 192.0.2.7: asks with the address one comes from, and with what
    the headers say; returns where the hall thinks that it comes from."""
    config = replace(config, server=replace(config.server, proxy="192.0.2.7"))
    application = create_application(config, Devices(printer=tray), clock)
    seen: list[tuple[str | None, bool]] = []

    @application.app.before_request
    def note() -> None:
        seen.append((request.remote_addr, request.is_secure))

    def ask(comes_from: str, **headers: str) -> tuple[str | None, bool]:
        client = application.app.test_client()
        client.get("/kiosk", headers=headers, environ_overrides={"REMOTE_ADDR": comes_from})
        return seen[-1]

    yield ask
    application.hall.close()


def test_only_the_program_in_front_is_believed(behind):
    said = {"X-Forwarded-For": "192.0.2.99", "X-Forwarded-Proto": "https"}

    assert behind("192.0.2.7", **said) == ("192.0.2.99", True)
    assert behind("192.0.2.8", **said) == ("192.0.2.8", False)
    twice = said | {"X-Forwarded-For": "127.0.0.1, 192.0.2.99"}  # the first is the visitor's own
    assert behind("192.0.2.7", **twice) == ("192.0.2.99", True)


@pytest.fixture
def certificates(tmp_path: Path) -> Path:
    folder = tmp_path / "tls"
    done = subprocess.run(
        [TLS / "own-ca.sh", folder, "127.0.0.1", "hall.test"], capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return folder


def test_the_certificate_is_for_the_names_and_is_made_anew_without_a_new_authority(certificates):
    authority = (certificates / "ca.crt").read_bytes()
    first = (certificates / "hall.crt").read_bytes()

    subprocess.run([TLS / "own-ca.sh", certificates, "127.0.0.1"], check=True, capture_output=True)

    assert (certificates / "ca.crt").read_bytes() == authority
    assert (certificates / "hall.crt").read_bytes() != first
    for key in ("ca.key", "hall.key"):
        assert (certificates / key).stat().st_mode & 0o077 == 0


@pytest.mark.slow
@pytest.mark.slow_because("nginx and the whole server are started")
@pytest.mark.skipif(NGINX is None, reason="nginx is not installed: apt-get install nginx-light")
def test_pages_and_sockets_come_through_nginx_and_plain_http_is_sent_on(certificates, tmp_path):
    config, port = write_config(tmp_path)
    plain, secure = free_port(), free_port()
    recipe = (TLS / "nginx.conf").read_text("utf-8")
    for written, here in {
        "listen 80;": f"listen 127.0.0.1:{plain};",
        "listen 443 ssl;": f"listen 127.0.0.1:{secure} ssl;",
        "/etc/hall/tls/": f"{certificates}/",
        "http://192.168.1.10:8000": f"http://127.0.0.1:{port}",
    }.items():
        assert written in recipe
        recipe = recipe.replace(written, here)
    (tmp_path / "nginx.conf").write_text(AROUND.format(folder=tmp_path, recipe=recipe), "utf-8")
    trusted = ssl.create_default_context(cafile=certificates / "ca.crt")

    command = [NGINX, "-p", tmp_path, "-c", tmp_path / "nginx.conf"]
    with ReadyHall(config, port), subprocess.Popen(command, stderr=subprocess.PIPE) as nginx:
        try:
            wait_until(lambda: answers(plain))
            with closing(HTTPSConnection("127.0.0.1", secure, context=trusted)) as page:
                page.request("GET", "/kiosk")
                answer = page.getresponse()
                answer.read()
            assert answer.status == 200
            assert first_line(said_to(plain, None, "GET /kiosk")) == "HTTP/1.1 308"
            assert first_line(said_to(plain, None, "GET /tickets")) == "HTTP/1.1 308"
            assert first_line(said_to(plain, None, "GET /opinion")) == "HTTP/1.1 200"
            upgraded = said_to(
                secure,
                trusted,
                "GET /socket.io/?EIO=4&transport=websocket&room=board",
                "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                "Sec-WebSocket-Key: MDEyMzQ1Njc4OWFiY2RlZg==\r\n",
            )
            assert first_line(upgraded) == "HTTP/1.1 101"
        finally:
            nginx.terminate()


def answers(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port)).close()
    except OSError:
        return False
    return True


def said_to(port: int, trusted: ssl.SSLContext | None, request: str, more: str = "") -> bytes:
    """The beginning of the answer."""
    line = socket.create_connection(("127.0.0.1", port))
    if trusted:
        line = trusted.wrap_socket(line, server_hostname="127.0.0.1")
    with closing(line):
        line.sendall(f"{request} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n{more}\r\n".encode())
        return line.recv(4096)


def first_line(answer: bytes) -> str:
    found = re.match(rb"HTTP/1\.1 \d+", answer)
    return found[0].decode() if found else repr(answer)
