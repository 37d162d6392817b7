"""docs/config.md tells every key of config.toml as config.py has it."""

import json
import re
import tomllib
from dataclasses import MISSING, Field, fields, is_dataclass
from pathlib import Path
from typing import Any, get_type_hints

import pytest

from config import Config
from devices.ticket_printer.transports import SCHEMES
from server.device_wiring import check_addresses
from web.sentences.configuration import TYPES

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "docs/config.md").read_text("utf-8")
SECTIONS = {name: kind for name, kind in get_type_hints(Config).items() if is_dataclass(kind)}

HEADING = re.compile(r"^## `\[(\w+)\]`", re.MULTILINE)
KEY_ROW = re.compile(r"^\| `(\w+)` \| ([^|]+?) \| (\S+) \| [^|]+ \| `([^`]+)` \|$", re.MULTILINE)
ADDRESS_ROW = re.compile(r"^\| `(\w+:[^`]*)` \|", re.MULTILINE)


def parts() -> dict[str, str]:
    """The text under each heading of a section."""
    _, *split = HEADING.split(TEXT)
    return dict(zip(split[::2], split[1::2], strict=True))


def default_of(key: Field[Any]) -> str:
    if key.default is MISSING:
        return "必填"
    return f"`{json.dumps(key.default, ensure_ascii=False)}`"


def smallest(**sections: dict[str, Any]) -> dict[str, Any]:
    hall = {"name": "大厅", "complaint_phone": "0", "hours": "全天"}
    return {"hall": hall} | {
        name: values if name != "hall" else hall | values for name, values in sections.items()
    }


def test_every_section_is_told() -> None:
    assert parts().keys() == SECTIONS.keys()


@pytest.mark.parametrize("section", SECTIONS)
def test_every_key_is_told_with_its_type_and_default(section: str) -> None:
    told = {key: (kind, default) for key, kind, default, _ in KEY_ROW.findall(parts()[section])}
    hints = get_type_hints(SECTIONS[section])

    assert told == {
        key.name: (TYPES[hints[key.name].__name__].partition("（")[0], default_of(key))
        for key in fields(SECTIONS[section])
    }


@pytest.mark.parametrize("section", SECTIONS)
def test_every_example_is_accepted(section: str) -> None:
    rows = KEY_ROW.findall(parts()[section])
    values = tomllib.loads("\n".join(f"{key} = {example}" for key, _, _, example in rows))

    Config.parse(smallest(**{section: values}), ROOT)


@pytest.mark.parametrize("section", ["printer", "fingerprint_reader"])
def test_every_address_is_accepted(section: str, tmp_path: Path) -> None:
    addresses = ADDRESS_ROW.findall(parts()[section])

    assert len(addresses) >= 3
    for address in addresses:
        check_addresses(Config.parse(smallest(**{section: {"url": address}}), tmp_path))


@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_way_to_a_printer_is_told(scheme: str) -> None:
    told = ADDRESS_ROW.findall(parts()["printer"])
    readme = (ROOT / "devices/ticket_printer/README.md").read_text("utf-8")

    assert any(address.startswith(f"{scheme}:") for address in told)
    assert re.search(rf"^\| `{scheme}:", readme, re.MULTILINE)


def test_the_shortest_file_is_accepted() -> None:
    found = re.search(r"```toml\n(.*?)```", TEXT, re.DOTALL)

    assert found
    Config.parse(tomllib.loads(found[1]), ROOT)


def test_the_file_of_the_demonstration_is_accepted() -> None:
    check_addresses(Config.load(ROOT / "config.toml"))
