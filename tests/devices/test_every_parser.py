"""No parser without a fuzz: whoever adds one is told here that it needs one."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
#: Where bytes and texts of strangers are understood, and the test that throws noise at it.
FUZZED = {
    "devices/ticket_printer/printer_status.py:StatusReader.receive":
        "devices.ticket_printer.test_protocol:test_",
    "devices/ticket_printer/virtual.py:VirtualPrinter.receive":
        "devices.ticket_printer.test_interpreter:test_",
    "devices/framing.py:FrameReader.receive": "devices.call_pads.test_protocol:test_no_noise",
    "devices/fingerprint_reader/protocol.py:FINGERPRINT_FRAMES":
        "devices.fingerprint_reader.test_protocol:test_",
    "devices/fingerprint_reader/templates.py:TemplateUpload.receive":
        "devices.fingerprint_reader.test_templates:test_no_noise",
    "devices/fingerprint_reader/simulated_module.py:SimulatedModule.answer":
        "devices.fingerprint_reader.test_simulator:test_",
    "devices/call_pads/protocol.py:PAD_FRAMES":
        "devices.call_pads.test_protocol:test_no_noise",
    "devices/id_card_reader/protocol.py:CARD_ANSWERS":
        "devices.id_card_reader.test_reader:test_no_noise",
    "devices/id_card_reader/card.py:card_in":
        "devices.id_card_reader.test_reader:test_whatever_a_card_holds",
    "devices/ups/protocol.py:VariableReader.receive": "devices.ups.test_ups:test_garbage",
    "hall/terminals/attlog.py:read_attlog": "hall.test_terminals:test_",
    "hall/attendance/sealed_templates.py:unseal": "hall.test_sealed_copy:test_whatever",
    "api/agent_bodies.py:word_from": "devices.device_agent.test_agent:test_whatever",
    "hall/slips/layout.py:check_layout": "hall.test_layouts:test_",
}  # fmt: skip
#: Named like parsers, and none.
OTHERS = {"devices/fingerprint_reader/conversation.py:UploadReceiver.receive"}  # the look of one


def receivers() -> set[str]:
    """Every method named ``receive`` under devices/, and every rule that is given to one."""
    found = set()
    for file in (ROOT / "devices").rglob("*.py"):
        for node in ast.parse(file.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.ClassDef):
                names = {each.name for each in node.body if isinstance(each, ast.FunctionDef)}
                if "receive" in names:
                    found.add(f"{file.relative_to(ROOT).as_posix()}:{node.name}.receive")
            elif isinstance(node, ast.Assign) and ast.unparse(node.value).startswith("FrameRule("):
                found.add(f"{file.relative_to(ROOT).as_posix()}:{ast.unparse(node.targets[0])}")
    return found


def test_every_reader_of_bytes_is_listed():
    assert receivers() - OTHERS <= set(FUZZED)


@pytest.mark.parametrize(("parser", "fuzz"), FUZZED.items(), ids=FUZZED)
def test_each_parser_has_its_fuzz(parser, fuzz):
    file, _, name = parser.partition(":")
    assert name.split(".")[0] in (ROOT / file).read_text(encoding="utf-8")

    module, _, prefix = fuzz.partition(":")
    tests = ast.parse((ROOT / "tests" / f"{module.replace('.', '/')}.py").read_text("utf-8")).body
    found = [each for each in tests if isinstance(each, ast.FunctionDef)]
    assert any(each.name.startswith(prefix) and is_given(each) for each in found)


def is_given(test: ast.FunctionDef) -> bool:
    return any(
        isinstance(each, ast.Call) and isinstance(each.func, ast.Name) and each.func.id == "given"
        for each in test.decorator_list
    )
