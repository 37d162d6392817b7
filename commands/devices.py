"""Things on cables: simulated ones to try, and real ones that hang on this computer."""

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click

from commands.program import CommandRefused, command, sentence
from config import Config

if TYPE_CHECKING:
    from devices.device_agent.agent_threads import AgentThread
    from devices.device_agent.server_client import HallServerClient


@command("simulate", help="在伪终端上模拟打印机和指纹机，给出配置片段后一直运行。")
def simulate(config: Config) -> None:
    from devices.simulate import run

    with suppress(KeyboardInterrupt):
        run(config.storage_folder / "simulated-slips", config.printer.width_mm, click.echo)


@command("devices", help="在接着设备的电脑上运行驱动，为另一台电脑上的大厅服务工作。")
@click.option(
    "--server",
    "url",
    required=True,
    help="大厅服务的地址，如 https://192.0.2.10:8443；http:// 只用于大厅自己的网线。",
)
@click.option(
    "--token",
    envvar="HALL_TOKEN",
    required=True,
    help="权限为 device 的令牌；放在环境变量 HALL_TOKEN 里更好，别人看不到。",
)
@click.option(
    "--certificate",
    type=click.Path(path_type=Path),
    help="https 服务器的证书文件（PEM）：只认这一张。",
)
def devices(config: Config, url: str, token: str, certificate: Path | None) -> None:
    from commands.agent_log import log_in_chinese
    from devices.device_agent.agent import LocalMachines, device_agent
    from devices.device_agent.server_client import HallServerClient
    from server.device_wiring import wire_devices

    server = HallServerClient(url, token, certificate)
    machines = wire_devices(config)
    here = LocalMachines(
        printer=machines.printer,
        reader=machines.reader,
        pads=machines.pads,
        card_reader=machines.card_reader,
    )
    loops = device_agent(server, config.storage_folder, here)
    if not loops:
        raise CommandRefused(sentence("no_devices"))
    greeting = greeting_of(server, url)
    log_in_chinese(config.storage_folder)
    for loop in loops:
        loop.start()
    click.echo(sentence("devices_run", greeting=greeting))
    _until_interrupted(loops)
    machines.unplug()


def greeting_of(server: "HallServerClient", url: str) -> str:
    """Whether the server was reached, asked by an answer that nobody waits for.

    Raises CommandRefused for a token that the server does not take.
    """
    from devices.device_agent.server_client import ServerAway, ServerRefused

    try:
        server.post("/api/outpost/printer/answers/0", {})
    except ServerAway:
        return sentence("server_away", url=url)
    except ServerRefused as error:
        if error.status in (401, 403):
            raise CommandRefused(sentence("token_refused")) from error
    return sentence("server_reached", url=url)


def _until_interrupted(loops: "Sequence[AgentThread]") -> None:
    with suppress(KeyboardInterrupt):
        for loop in loops:
            loop.join()
    for loop in loops:
        loop.request_stop()
    for loop in loops:
        loop.stop()
