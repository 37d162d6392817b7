"""``hall find-devices``: looks at every port, and offers what to write into config.toml."""

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from commands.program import command, in_plain_words
from config import Config

if TYPE_CHECKING:
    from server.device_search import DeviceFinding

LOCAL_RULES = Path("/etc/udev/rules.d/61-township-hall-local.rules")
#: So long a listening is meant for somebody who presses keys.
PRESSING_SECONDS = 2

Say = Callable[[str], object]


@command("find-devices", help="看每个口上接着什么，给出该写进配置的几行；别人占着的不抢。")
@click.option("--port", "paths", multiple=True, help="只看这个口，如 /dev/ttyUSB0；可写几次。")
@click.option("--printer", "printers", multiple=True, help="再试网络打印机，如 tcp://192.0.2.7。")
@click.option(
    "--listen",
    "listen_seconds",
    type=click.FloatRange(0, 60),
    default=0.5,
    help="每个口先静听几秒；要按呼叫器的键时写 10。",
)
@click.option("--json", "as_json", is_flag=True, help="给程序看：一个 JSON。")
@click.option(
    "--write-udev-rules",
    "rules_file",
    is_flag=False,
    flag_value=LOCAL_RULES,
    type=click.Path(path_type=Path),
    help="按插口给找到的设备起名，写进 udev 的规则文件。",
)
def find_devices(
    config: Config, *, paths: Sequence[str], printers: Sequence[str], as_json: bool, **more: Any
) -> None:
    rules_file, listen_seconds = more["rules_file"], more["listen_seconds"]
    say: Say = _nothing if as_json else click.echo
    findings = _search(config, paths, listen_seconds, say)
    if as_json:
        plain = [_plain(finding) for finding in findings]
        click.echo(json.dumps(plain, ensure_ascii=False, indent=2))
        return
    for url in printers:
        click.echo(_network_printer(config, url))
    if rules_file:
        findings = _write_rules(rules_file, findings)
    _offer(config, findings)


def _search(
    config: Config, paths: Sequence[str], listen_seconds: float, say: Say
) -> "list[DeviceFinding]":
    from devices.port_search.ports import Computer
    from server.device_search import ports_to_search, search
    from server.found_devices import told
    from web.sentences.found_devices import FIND_DEVICES, looking_at

    ports = ports_to_search(paths, Computer())
    if not ports:
        say(FIND_DEVICES["no_ports"])
    elif listen_seconds >= PRESSING_SECONDS:
        say(FIND_DEVICES["press_pads"])
    findings = []
    for port in ports:
        say(looking_at(port.path, port.product))
        finding = search(config, port, Computer(), listen_seconds=listen_seconds)
        say(f"　　{told(finding)}")
        findings.append(finding)
    return findings


def _plain(finding: "DeviceFinding") -> dict[str, Any]:
    """For programs: names as in config.toml, nothing where nothing is known."""
    from server.found_devices import told

    found = finding.found
    machine = found.machine
    return {
        "port": found.port.path,
        "lasting_name": found.port.lasting,
        "usb": found.port.usb,
        "product": found.port.product,
        "socket": found.port.id_path or found.port.socket,
        "held_by": [{"pid": each.pid, "program": each.program} for each in found.holders],
        "named_by": finding.named_by,
        "machine": machine.kind if machine else None,
        "baudrate": machine.baudrate if machine else None,
        "fault": machine.fault if machine else found.fault,
        "config": finding.compared,
        "url": finding.url,
        "says": told(finding),
    }


def _network_printer(config: Config, url: str) -> str:
    from hall.machines import MachineUnavailable
    from server.device_search import network_printer
    from web.sentences.found_devices import network_printer as sentence_of

    with in_plain_words():
        found = network_printer(config, url)
    if isinstance(found, MachineUnavailable):
        return sentence_of(url, found.fault, "")
    return sentence_of(url, None, found)


def _write_rules(file: Path, findings: "list[DeviceFinding]") -> "list[DeviceFinding]":
    """With the names that hold from now on, when the file could be written."""
    from server.device_search import named_by_rule, rules_of
    from web.sentences.found_devices import FIND_DEVICES

    rules = rules_of(findings)
    if not rules:
        click.echo(FIND_DEVICES["rules_empty"])
        return findings
    try:
        file.write_text(rules, encoding="ascii")
        click.echo(FIND_DEVICES["rules_written"].format(file=file))
    except OSError as error:
        click.echo(FIND_DEVICES["rules_refused"].format(file=file, error=error.strerror))
        click.echo(rules)
    return named_by_rule(findings)


def _offer(config: Config, findings: "list[DeviceFinding]") -> None:
    from server.device_search import fragment, has_own_options
    from web.sentences.found_devices import FIND_DEVICES

    if lines := fragment(findings):
        click.echo(FIND_DEVICES["write_this"].format(file=config.folder / "config.toml"))
        click.echo(f"\n{lines}")
        if has_own_options(config):
            click.echo(FIND_DEVICES["keep_options"])
    elif any(finding.compared for finding in findings):
        click.echo(FIND_DEVICES["all_right"])
    else:
        click.echo(FIND_DEVICES["nothing_to_write"])


def _nothing(_: str) -> None:
    """To a program only the JSON is said."""
