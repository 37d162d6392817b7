"""Copies of everything: into one file, and back."""

from pathlib import Path

import click

from commands.program import CommandRefused, command
from config import Config


@command("backup", help="把数据库、公告的文件和公示证明备份成一个文件，服务运行中也可以。")
@click.argument("file", type=click.Path(path_type=Path))
def backup(config: Config, file: Path) -> None:
    from hall.backup import back_up
    from hall.notices.media_store import MediaStore

    without = back_up(config.database_url, MediaStore(config.storage_folder), file)
    click.echo(f"已备份到 {file}。")
    if without:
        names = "、".join(without)
        raise CommandRefused(
            f"其中少了 {len(without)} 个公告文件，已丢失或损坏：{names}。请运行 hall doctor。"
        )


@command("restore", help="用备份文件恢复数据库和公告的文件；请先停止服务。原数据库会另存。")
@click.argument("file", type=click.Path(path_type=Path))
def restore(config: Config, file: Path) -> None:
    from hall.backup import restore as put_back
    from hall.notices.media_store import MediaStore
    from server.gunicorn_server import listen

    listen(config).close()  # a running server would go on writing into the old one
    done = put_back(config.database_url, MediaStore(config.storage_folder), file)
    click.echo(f"已恢复。{f'原来的数据库另存为 {done.kept}。' if done.kept else ''}")
    if done.without:
        names = "、".join(done.without)
        raise CommandRefused(
            f"备份里缺少或损坏了 {len(done.without)} 个公告文件：{names}。请运行 hall doctor。"
        )
