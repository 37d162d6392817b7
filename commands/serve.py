"""Running the hall: serve it, load the demonstration, examine what is wrong."""

from functools import partial
from pathlib import Path
from socket import socket
from typing import TYPE_CHECKING

import click

from commands.program import CommandRefused, command, opened_hall, sentence
from config import Config

if TYPE_CHECKING:
    from server.service_manager import ServiceManager


@command("serve", help="启动大厅服务。")
def serve(config: Config) -> None:
    from hall.database_presence import file_of
    from hall.one_server import only_server
    from server.gunicorn_server import HallServer
    from server.listening import listen
    from server.service_manager import service_manager

    manager = service_manager()
    listening_socket = listen(config, manager)
    from app import from_config
    from server.data_folder import check_storage
    from server.device_wiring import check_addresses
    from server.file_rights import keep_to_ourselves
    from server.log import log_to_stderr
    from server.public_url import public_url
    from web.limits import THREADS

    check_addresses(config)
    check_storage(config)
    database = file_of(config.database_url)
    if database and database.parent.is_dir():
        _make_room(database.parent, listening_socket, manager)
    with only_server(config.database_url, config.storage_folder):
        code, kept = _look_into(config)
        if wide := keep_to_ourselves(config.storage_folder, database):
            click.echo(sentence("rights_mended", count=len(wide), first=wide[0]))
        log_to_stderr()
        click.echo(sentence("served", url=public_url(config)))
        told = _first_start(config, code)
        for line in told:
            click.echo(line)
        status = " ".join(told) or sentence("served_at", url=public_url(config))
        create = partial(from_config, config, kept, manager, status)
        HallServer(listening_socket, create, threads=THREADS).run()


def _first_start(config: Config, code: str) -> list[str]:
    """How the first director is made; kept for ``hall doctor`` and whoever installs the package."""
    from server.first_start import tell_installer
    from server.public_url import own_url, public_url

    if not code:
        return tell_installer(config.storage_folder, [])
    told = [sentence("setup_code", code=code, url=public_url(config))]
    if own := own_url(config):
        told.append(sentence("setup_here", url=own))
    return tell_installer(config.storage_folder, told)


def _make_room(folder: Path, listening_socket: socket, manager: "ServiceManager") -> None:
    """Waits, and says so to whoever asks, while the disk has no byte for the database."""
    from hall.disk_room import give_up_the_reserve, is_too_full_to_open
    from server.waiting_for_room import answer_until_there_is_room

    if give_up_the_reserve(folder):
        click.echo(sentence("reserve_given_up", folder=folder), err=True)
    if is_too_full_to_open(folder):
        click.echo(sentence("no_room_to_open", folder=folder), err=True)
        full = sentence("no_room_to_open", folder=folder)
        still_here = partial(manager.tell, "READY=1", "WATCHDOG=1", f"STATUS={full}")
        answer_until_there_is_room(listening_socket, folder, still_here)


def _look_into(config: Config) -> tuple[str, str]:
    """Tidy up, bring the tables up to date; say that everybody knows how to sign in, where that is
    so. The code that makes the first director, and its digest; nothing where there is one."""
    from hall.backups.underway import clear_unfinished
    from hall.demo_data.accounts import accounts_as_loaded
    from hall.people.first_director import new_setup_code
    from hall.people.queries import directors
    from server.public_url import is_ours_alone

    clear_unfinished(config.storage_folder)
    with opened_hall(config) as hall, hall.read() as snapshot:
        known = accounts_as_loaded(snapshot.session)
        is_ready = bool(directors(snapshot.session))
    if known and not is_ours_alone(config.server.host):
        click.echo(sentence("demo_passwords", names=known))
    return ("", "") if is_ready else new_setup_code()


@command("demo", help="在空的数据库中装入演示大厅；已有内容时什么也不改。")
def demo(config: Config) -> None:
    from hall.demo_data.load import is_in_use, load_demo_data
    from hall.demo_data.work_times_data import load_attendance

    with opened_hall(config) as hall, hall.work("installer") as work:
        if is_in_use(work):
            click.echo(sentence("demo_in_use"))
            return
        load_demo_data(work)
        load_attendance(work)
    click.echo(sentence("demo_loaded"))


def _list_printers(context: click.Context, _: click.Parameter, wanted: bool) -> None:  # noqa: FBT001
    """Before config.toml is read: whoever asks may have named a printer there that is unknown."""
    if wanted:
        from server.device_wiring import known_printers
        from web import sentences

        for model in known_printers():
            told = sentences.printer_model(model)
            click.echo(sentence("printer", name=model.name, maker=model.maker, model=told))
        context.exit()


@command("doctor", help="检查配置、数据库、日志、时钟和设备，逐项说明。")
@click.option("--print", "trial_print", is_flag=True, help="另外试打一张（先停止服务）。")
@click.option(
    "--printers",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_list_printers,
    help="列出可以写进 [printer] profile 的打印机型号。",
)
def doctor(config: Config, *, trial_print: bool) -> None:
    from server.diagnosis import examine
    from web.sentences.diagnosis import check_line

    findings = list(examine(config, trial_print=trial_print))
    for finding in findings:
        click.echo(
            check_line(finding.part, finding.finding, finding.said, standing=finding.standing)
        )
    if not all(finding.well for finding in findings):
        raise CommandRefused(sentence("doctor_troubled"))
