"""Copies of everything: into one file, and back."""

from pathlib import Path

import click

from commands.program import CommandRefused, command, sentence
from config import Config


@command("backup", help="把数据库、公告的文件和公示证明备份成一个文件，服务运行中也可以。")
@click.argument("file", type=click.Path(path_type=Path))
def backup(config: Config, file: Path) -> None:
    from hall.backup import back_up
    from hall.notices.media_store import MediaStore

    without = back_up(config.database_url, MediaStore(config.storage_folder), file)
    click.echo(sentence("backed_up", file=file))
    if without:
        raise CommandRefused(sentence("backed_up_without", names=without))


@command("restore", help="用备份文件恢复数据库和公告的文件；请先停止服务。原数据库会另存。")
@click.argument("file", type=click.Path(path_type=Path))
def restore(config: Config, file: Path) -> None:
    from hall.backup import restore as put_back
    from hall.notices.media_store import MediaStore
    from server.gunicorn_server import listen

    listen(config).close()  # a running server would go on writing into the old one
    done = put_back(config.database_url, MediaStore(config.storage_folder), file)
    click.echo(sentence("restored_kept" if done.kept else "restored", kept=done.kept))
    if done.without:
        raise CommandRefused(sentence("restored_without", names=done.without))
