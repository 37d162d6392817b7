"""Who may import whom, and that a name means one thing. Broken here, it fails loudly."""

import ast
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SCREENS = ("kiosk", "counter", "display", "timeclock", "office", "me", "api")
MAY_IMPORT = {
    "config": {
        "devices.ticket_printer.capabilities",
        "devices.ticket_printer.transports",
        "devices.ups.settings",
    },  # no cable
    "hall": set(),
    "devices": {"hall.backoff", "hall.machines", "hall.durable_files", "hall.periodic_worker"},
    "announcer": {
        "hall.events",
        "hall.line.window_names",
        "hall.loudspeaker",
        "hall.durable_files",
        "hall.speech",
        "hall.periodic_worker",
    },
    "web": {"hall"},
    **{screen: {"hall", "web"} for screen in SCREENS},
    "server": {*SCREENS, "announcer", "config", "devices", "hall", "web"},
    "commands": {
        "announcer.voice",
        "app",
        "config",
        "devices.device_agent",
        "devices.port_search",
        "devices.simulate",
        "hall",
        "server",
        "web",
    },
}
#: The parts of hall/, lowest first: each uses only what stands before it, so there is no circle.
#: Our own test, not import-linter: the imports are read here anyway, and it would bring four
#: packages to say the same list in another file.
PARTS_OF_HALL = (
    # what every part stands on
    *(
        "clock",
        "base",
        "errors",
        "events",
        "journal",
        "journal_feed",
        "journal_check",
        "durable_files",
        "disk_room",
        "database_unusable",
        "change_records",
        "database_presence",
        "one_server",
        "before_upgrade",
        "database_versions",
        "database",
        "parsing",
        "plain_text",
        "hall_time",
        "address_source",
        "rate_limit",
        "turns",
        "column_seal",
        "backoff",
        "guess_rules",
        "wrong_tries",
        "unit_of_work",
        "sealed_remains",
        "putting_back",
        "pressed_forms",
        "settings",
        "list_entries",
    ),
    *("periodic_worker", "machines", "machine_watch", "database_file"),
    # who works here, and the line
    *("people", "line", "slips", "hours", "issuing", "id_cards"),
    *("pdf_papers", "attendance", "terminals"),
    # what is shown, and that it was
    *("screens", "enrolled_devices", "notices", "proof_of_play"),
    "backups",
    # what the line is about, and what is asked of it
    *("catalogue", "opinions", "guidance", "wait_forecast", "call_pads"),
    # what is seen of all of it in the office
    *("history", "listings", "departures"),
    # single things beside them
    "retention",
    "power",
    *("failed_upgrade", "kiosk_pin", "loudspeaker", "machine_history", "speech", "remote_devices"),
    # what is counted of all of it
    "reports",
    *("needs", "daily_page", "opening_check"),
    # what sees every part
    *("demo_data", "hall_details", "hall_workbook", "readiness", "schema", "migrations"),
)
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
    "cryptography": (
        "hall/attendance/sealed_templates.py",
        "hall/people/second_factor.py",
        "hall/column_seal.py",
        "hall/sealed_remains.py",
        "hall/backups/sealing.py",
    ),
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
    "msgspec": (
        "hall/attendance/work_times/stored_sessions.py",
        "api/",
        "display/",
        "web/json_body.py",
        "web/problem.py",
    ),
    "markdown_it": ("hall/notices/markdown.py", "web/manual_text.py"),
    "mammoth": ("hall/notices/word_files.py",),
    "pypdfium2": ("hall/notices/redrawing.py",),
    "pymediainfo": ("hall/notices/probe.py",),
    "gunicorn": (
        "server/gunicorn_server.py",
        "server/connection.py",
        "server/fair_worker.py",
        "server/deadline_unreader.py",
    ),
    "holidays": ("hall/hours/calendar.py",),
    "openpyxl": (
        "hall/catalogue/import_export/xlsx_files.py",
        "hall/attendance/months/month_workbook.py",
    ),
    "qrcode": ("devices/ticket_printer/", "web/qr.py"),
    "pypinyin": ("hall/catalogue/search/readings.py",),
    "reportlab": ("hall/pdf_papers/",),
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


def of_the_hall() -> list[Path]:
    """Every module of a part."""
    hall = ROOT / "hall"
    return sorted(set(hall.rglob("*.py")) - {hall / "__init__.py"})


def part_of(file: Path) -> str:
    return file.relative_to(ROOT / "hall").parts[0].removesuffix(".py")


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


@pytest.mark.parametrize("file", of_the_hall(), ids=lambda file: str(file.relative_to(ROOT)))
def test_the_parts_of_the_hall_use_what_stands_before_them(file):
    part = part_of(file)
    before = PARTS_OF_HALL[: PARTS_OF_HALL.index(part) + 1]

    used = {name.split(".")[1] for name in imports(file) if name.startswith("hall.")}

    assert used <= set(before), f"{part} may not import {used - set(before)}"


def test_the_order_of_the_parts_names_each_once():
    assert sorted(PARTS_OF_HALL) == sorted({part_of(file) for file in of_the_hall()})


LONGEST_MODULE = 250  # lines


@pytest.mark.parametrize("file", sorted(modules()), ids=lambda file: str(file.relative_to(ROOT)))
def test_no_module_grows_too_long_to_be_read_at_once(file):
    if "migrations" not in file.parts:
        assert len(file.read_text(encoding="utf-8").splitlines()) <= LONGEST_MODULE


FRAMING = ROOT / "devices" / "framing.py"


@pytest.mark.parametrize("file", [FRAMING, *ROOT.glob("devices/*/protocol.py")], ids=str)
def test_protocols_are_pure(file):
    used = {name for name in imports(file) if not name.startswith("devices.framing.")}
    libraries = {name.split(".")[0] for name in used}

    assert libraries <= sys.stdlib_module_names
    assert not libraries & {"logging", "os", "serial", "socket", "threading", "time"}


def test_every_room_has_its_rule():
    rooms = {file.parent.name for file in ROOT.glob("*/__init__.py")}

    assert rooms <= OURS


def test_no_test_folder_hides_the_room_of_the_same_name():
    assert list((ROOT / "tests").rglob("__init__.py")) == []
