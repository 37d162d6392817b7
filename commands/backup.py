"""Copies of everything: into one file, and back."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from commands.program import CommandRefused, command, sentence
from config import Config

if TYPE_CHECKING:
    from hall.notices.media_store import MediaStore

#: In ``[storage] backup_key``: a passphrase that is asked for, instead of a file with the key.
ASKED = "ask"


@command("backup", help="把数据库、公告的文件和公示证明备份成一个文件，服务运行中也可以。")
@click.argument("file", type=click.Path(path_type=Path))
def backup(config: Config, file: Path) -> None:
    from hall.backups.packing import back_up
    from hall.clock import server_clock
    from hall.database_presence import note_backup
    from hall.notices.media_store import MediaStore
    from hall.backups.underway import underway

    shelf, key = MediaStore(config.storage_folder), config.storage.backup_key
    with _told_of_the_disk("not_backed_up"), underway(config.storage_folder, file):
        if key:
            without = _back_up_sealed(config, shelf, file, _secret(config, twice=True))
        else:
            without = back_up(config.database_url, shelf, file)
        note_backup(config.storage_folder, file, server_clock())
    click.echo(sentence("backed_up_sealed" if key else "backed_up", file=file))
    if without:
        raise CommandRefused(sentence("backed_up_without", names=without))


def _back_up_sealed(config: Config, shelf: "MediaStore", file: Path, secret: bytes) -> list[str]:
    """What is not sealed lies in the storage folder, never beside the file."""
    from hall.backups.packing import back_up
    from hall.database_unusable import DatabaseUnusable
    from hall.backups.sealing import seal

    if file.exists():
        raise DatabaseUnusable("exists", file=file)
    with shelf.workbench() as bench:
        without = back_up(config.database_url, shelf, bench / "open.zip")
        seal(bench / "open.zip", file, secret)
    return without


@command("restore", help="用备份文件恢复数据库和公告的文件；请先停止服务。原数据库会另存。")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--despite-chain", is_flag=True, help="工作日志对不上也恢复：只有这一份备份时用。")
def restore(config: Config, file: Path, *, despite_chain: bool) -> None:
    from hall.backups.packing import restore as put_back
    from hall.database_presence import keep_identity
    from hall.notices.media_store import MediaStore
    from hall.one_server import only_server

    # A running server would go on writing into the old one.
    with only_server(config.database_url, config.storage_folder):
        shelf = MediaStore(config.storage_folder)
        with _told_of_the_disk("not_restored"), _opened(config, shelf, file) as plain:
            done = put_back(config.database_url, shelf, plain, despite_chain=despite_chain)
        keep_identity(config.database_url, config.storage_folder)
    click.echo(sentence("restored_kept" if done.kept else "restored", kept=done.kept))
    if done.without:
        raise CommandRefused(sentence("restored_without", names=done.without))


@contextmanager
def _opened(config: Config, shelf: "MediaStore", file: Path) -> Iterator[Path]:
    from hall.backups.sealing import is_sealed, unseal

    if not is_sealed(file):
        yield file
        return
    with shelf.workbench() as bench:
        unseal(file, bench / file.name, _secret(config, twice=False))
        yield bench / file.name


def _secret(config: Config, *, twice: bool) -> bytes:
    """What a backup is sealed with; asked for where config.toml names no file."""
    key = config.storage.backup_key
    if key in ("", ASKED):
        asked = sentence("ask_backup_key")
        again = sentence("ask_again") if twice else False
        return str(click.prompt(asked, hide_input=True, confirmation_prompt=again)).encode()
    try:
        return (config.folder / key).read_bytes().strip()
    except OSError as error:
        raise CommandRefused(
            sentence("file_closed", file=key, error=error.strerror or error)
        ) from error


@contextmanager
def _told_of_the_disk(reason: str) -> Iterator[None]:
    from hall.database_unusable import DatabaseUnusable

    try:
        yield
    except OSError as error:
        raise DatabaseUnusable(reason, error=error) from error
