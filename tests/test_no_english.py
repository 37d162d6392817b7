"""No English word stands in a Chinese sentence, but for names that nobody says otherwise."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
IDEOGRAPH = re.compile("[\u3400-\u9fff]")
WORD = re.compile(r"[A-Za-z][A-Za-z-]{2,}")
#: Formats and programs as people call them.
NAMES = {
    "AAC", "BMP", "CSV", "Excel", "GIF", "HEIC", "HTTP", "JPEG", "JPG", "JSON", "Markdown", "Open",
    "PDF",
    "PEM", "PNG", "PostgreSQL", "SHA-", "SQLite", "SRT", "Strict", "TIFF", "USB", "UTF-", "VTT",
    "WPS", "WebP", "Word", "XLSX", "XML", "csv", "cups", "doc", "docx", "usblp", "xls", "xlsx",
    "Ctrl", "attlog", "dat", "line", "read", "NUT", "serial-getty",
}  # fmt: skip
#: What an installer types: commands, settings, addresses and what a program sends; as it is typed.
TYPED = {
    "Content-Length", "Expect", "abcd", "address", "amp", "backup", "baudrate", "bin", "capacity",
    "config", "copy", "secret",
    "create", "database", "despite-chain", "dev", "device", "devices",
    "dialout", "docs", "doctor",
    "dump", "false", "folder", "forgotten", "key",
    "fingerprint", "fingerprint-reader", "hall", "help", "host", "https", "make", "manage", "next",
    "none", "null", "password", "port", "postgresql", "printer", "printers", "profile", "reader",
    "remote", "restore", "scope", "serial", "serve", "server", "setup", "simulated", "sqlite",
    "storage", "sudo", "token",
    "toml", "true", "ttyUSB", "url", "user", "usermod", "var", "virtual", "voice",
    "without-code", "yanshi-", "find-devices", "listen", "tcp", "usb", "udevadm", "control",
    "reload", "trigger", "township-hall", "township-hall-no-braille", "rules",
}  # fmt: skip
SENTENCES = sorted((ROOT / "web/sentences").rglob("*.py"))
TEMPLATES = sorted(
    template
    for room in ("web", "kiosk", "counter", "display", "timeclock", "office", "me")
    for template in (ROOT / room).rglob("*.html")
)
CODE = re.compile(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}|<!--.*?-->|<style.*?</style>", re.DOTALL)
SAID_ASIDE = re.compile(r'(?:aria-label|placeholder|title|alt)="([^"]*)"')


def said_by(file: Path) -> list[str]:
    """Every sentence of a file that has Chinese in it, without what is put in later."""
    text = file.read_text("utf-8")
    if file.suffix == ".html":
        shown = CODE.sub(" ", text)
        pieces = [*re.split("<[^>]*>", shown), *SAID_ASIDE.findall(shown)]
    else:
        pieces = [re.sub(r"\{[^{}]*\}|<[^>]*>", " ", piece) for piece in literals(text)]
    return [piece for piece in pieces if IDEOGRAPH.search(piece)]


def literals(text: str) -> list[str]:
    tree = ast.parse(text)
    docstrings = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    return [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and id(node) not in docstrings
        if isinstance(node.value, str)
    ]


def english_in(pieces: list[str]) -> set[str]:
    return {word for piece in pieces for word in WORD.findall(piece)} - NAMES - TYPED


@pytest.mark.parametrize("file", [*SENTENCES, *TEMPLATES], ids=lambda file: file.name)
def test_a_sentence_is_chinese_from_end_to_end(file):
    assert english_in(said_by(file)) == set()


def test_the_eye_for_english_sees_it():
    assert english_in(["打印机 offline 了", "请用 PDF"]) == {"offline"}


def test_no_name_is_allowed_that_nobody_writes():
    files = (*SENTENCES, *TEMPLATES)
    every = {word for file in files for word in WORD.findall(" ".join(said_by(file)))}

    assert (NAMES | TYPED) - every == set()
