"""The rules for udev: that they can be read, and that they know the plugs that the program knows.

``udevadm verify`` came with systemd 254; on Debian 12 only this test reads them.
"""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from devices.port_search.usb_ids import ADAPTERS, PRINTERS

RULES = sorted((Path(__file__).parents[2] / "deploy" / "udev").glob("*.rules"))
NAMED = next(file for file in RULES if file.name == "60-township-hall.rules")
KEY = r"[A-Z]+(\{[\w/.]+\})?"
PAIR = re.compile(rf'({KEY})\s*(==|!=|\+=|-=|:=|=)\s*"[^"]*"')
LABEL, GOTO = re.compile(r'LABEL="(\w+)"'), re.compile(r'GOTO="(\w+)"')
IDS = re.compile(r'ATTRS\{idVendor\}=="(\w+)", ATTRS\{idProduct\}=="([\w|]+)", (\w+)')
#: Matched, never assigned, and the other way round.
ONLY_MATCHED = {"ATTRS", "ATTR", "KERNEL", "KERNELS", "SUBSYSTEM", "SUBSYSTEMS", "ACTION"}


def rules(file: Path) -> list[str]:
    lines = file.read_text(encoding="ascii").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


@pytest.mark.parametrize("file", RULES, ids=lambda file: file.name)
def test_every_line_is_a_list_of_pairs(file):
    for line in rules(file):
        for part in line.split(", "):
            pair = PAIR.fullmatch(part)
            assert pair, part
            if pair[1].partition("{")[0] in ONLY_MATCHED:
                assert pair[3] in ("==", "!="), part


@pytest.mark.parametrize("file", RULES, ids=lambda file: file.name)
def test_every_jump_goes_forward_to_a_label_that_is_there(file):
    lines = rules(file)
    places = {label: at for at, line in enumerate(lines) for label in LABEL.findall(line)}

    for at, line in enumerate(lines):
        for label in GOTO.findall(line):
            assert places[label] > at


def known_to_udev(what: str) -> set[str]:
    found = IDS.findall("\n".join(rules(NAMED)))
    return {
        f"{vendor}:{product}"
        for vendor, products, then in found
        for product in products.split("|")
        if then == what
    }


def test_udev_knows_the_adapters_that_the_program_knows():
    assert known_to_udev("ENV") == ADAPTERS.keys()


def test_udev_knows_the_printers_that_the_program_knows():
    assert known_to_udev("SYMLINK") == PRINTERS.keys()


@pytest.mark.skipif(
    "verify" not in subprocess.run(["udevadm", "--help"], capture_output=True, text=True).stdout
    if shutil.which("udevadm")
    else True,
    reason="udevadm verify came with systemd 254",
)
def test_udev_itself_has_nothing_against_them():
    subprocess.run(["udevadm", "verify", "--no-summary", *RULES], check=True)
