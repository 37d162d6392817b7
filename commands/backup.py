"""Copies of everything: into one file, and back."""

from pathlib import Path

import click

from commands.program import CommandRefused, command, sentence
from config import Config


@command("backup", help="把数据库、公告的文件和公示证明备份成一个文件，服务运行中也可以。")
@click.argument("file", type=click.Path(path_type=Path))
def backup(config: Config, file: Path) -> None:
    from hall.backup import back_up
    from hall.clock import server_clock
    from hall.database_presence import note_backup
    from hall.notices.media_store import MediaStore

    without = back_up(config.database_url, MediaStore(config.storage_folder), file)
    note_backup(config.storage_folder, file, server_clock())
    click.echo(sentence("backed_up", file=file))
    if without:
        raise CommandRefused(sentence("backed_up_without", names=without))


@command("restore", help="用备份文件恢复数据库和公告的文件；请先停止服务。原数据库会另存。")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--despite-chain", is_flag=True, help="工作日志对不上也恢复：只有这一份备份时用。")
def restore(config: Config, file: Path, *, despite_chain: bool) -> None:
    from hall.backup import restore as put_back
    from hall.database_presence import keep_identity
    from hall.notices.media_store import MediaStore
    from hall.one_server import only_server

    # A running server would go on writing into the old one.
    with only_server(config.database_url, config.storage_folder):
        shelf = MediaStore(config.storage_folder)
        done = put_back(config.database_url, shelf, file, despite_chain=despite_chain)
        keep_identity(config.database_url, config.storage_folder)
    click.echo(sentence("restored_kept" if done.kept else "restored", kept=done.kept))
    if done.without:
        raise CommandRefused(sentence("restored_without", names=done.without))
