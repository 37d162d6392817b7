"""The one rule of the building: who may import whom. Broken here, it fails loudly."""

import ast
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SCREENS = ("kiosk", "counter", "display", "timeclock", "office", "api")
MAY_IMPORT = {
    "config": set(),
    "addresses": {"config"},
    "hall": set(),
    "devices": {"hall.machines", "hall.durable_files", "hall.periodic_worker"},
    "announcer": {
        "hall.events",
        "hall.loudspeaker",
        "hall.durable_files",
        "hall.speech",
        "hall.periodic_worker",
    },
    "web": {"hall"},
    **{screen: {"hall", "web"} for screen in SCREENS},
    "storage": {"config"},
    "plugs": {"config", "devices", "hall.machines", "hall.remote_devices"},
    "rooms": {*SCREENS, "config", "web", "storage"},
    "serving": {"app", "config"},
    "staff": {"addresses", "config", "devices.call_pads", "hall", "web", "plugs"},
    "voices": {"announcer", "hall"},
    "doctor": {"addresses", "config", "hall", "web", "plugs"},
    "commands": {
        "addresses",
        "announcer.voice",
        "app",
        "config",
        "devices.device_agent",
        "devices.simulate",
        "doctor",
        "hall",
        "web",
        "plugs",
        "serving",
        "storage",
    },
}
#: These see everything: the composition root, and what works on the building from outside.
SEES_ALL = {"app", "bench", "tools"}
OURS = {*MAY_IMPORT, *SEES_ALL}
#: Third-party libraries, and where alone they may be imported.
HOME = {
    "babel": ("web/language.py",),
    "alembic": ("hall/", "tools/new_migration.py"),
    "argon2": ("hall/people/credentials.py",),
    "numpy": ("announcer/voice/rendering/",),
    "onnxruntime": ("announcer/voice/rendering/",),
    "misaki": ("announcer/voice/rendering/",),
    "soundfile": ("announcer/voice/rendering/",),
    "chinese_calendar": ("hall/hours/calendar.py",),
    "cryptography": ("hall/attendance/sealed_templates.py",),
    "click": ("commands/",),
    "escpos": ("devices/ticket_printer/",),
    "flask": (
        "announcer/",
        "web/",
        "app.py",
        "server/flask_app.py",
        *(f"{screen}/" for screen in SCREENS),
    ),
    "flask_socketio": ("announcer/", "app.py"),
    "markdown_it": ("hall/notices/markdown.py",),
    "pypdfium2": ("hall/notices/media_sandbox.py",),
    "pymediainfo": ("hall/notices/probe.py",),
    "gunicorn": ("server/gunicorn_server.py",),
    "holidays": ("hall/hours/calendar.py",),
    "openpyxl": ("hall/catalogue/import_export/xlsx_files.py",),
    "qrcode": ("devices/ticket_printer/", "web/qr.py"),
    "pypinyin": ("hall/catalogue/search/readings.py",),
    "reportlab": ("hall/proof_of_play/proof_pdf.py",),
    "serial": ("devices/link.py",),
    "sqlalchemy": ("hall/", "tools/new_migration.py"),
    "usb": ("devices/ticket_printer/usb_cable.py",),
    "wtforms": ("web/forms/",),
    "werkzeug": ("web/", "app.py", *(f"{screen}/" for screen in SCREENS)),
}


def modules() -> list[Path]:
    folders = [path for name in OURS if (path := ROOT / name).is_dir()]
    return [*ROOT.glob("*.py"), *(file for folder in folders for file in folder.rglob("*.py"))]


def imports(file: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


@pytest.mark.parametrize("file", sorted(modules()), ids=lambda file: str(file.relative_to(ROOT)))
def test_imports_follow_the_rule(file):
    where = file.relative_to(ROOT)
    package = where.parts[0].removesuffix(".py")
    allowed = OURS if package in SEES_ALL else {package, *MAY_IMPORT[package]}

    for name in imports(file):
        top = name.split(".")[0]
        if top in OURS:
            is_allowed = any(f"{name}.".startswith(f"{rule}.") for rule in allowed)
            assert is_allowed, f"{where} may not import {name}"
        if top in HOME and package not in ("bench", "tools"):
            assert where.as_posix().startswith(HOME[top]), f"{top} belongs in {HOME[top]}"


@pytest.mark.parametrize("file", [*ROOT.glob("devices/*/protocol.py")], ids=str)
def test_protocols_are_pure(file):
    libraries = {name.split(".")[0] for name in imports(file)}

    assert libraries <= sys.stdlib_module_names
    assert not libraries & {"logging", "os", "serial", "socket", "threading", "time"}


def test_every_room_has_its_rule():
    rooms = {file.parent.name for file in ROOT.glob("*/__init__.py")}

    assert rooms <= OURS


def test_no_test_folder_hides_the_room_of_the_same_name():
    assert list((ROOT / "tests").rglob("__init__.py")) == []
