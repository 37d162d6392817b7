"""Copies of everything: into one file, and back."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import click

from commands.program import CONFIG, CommandRefused, command, in_plain_words, opened_hall, sentence
from config import Config

if TYPE_CHECKING:
    from hall.backups.making import MadeBackup

#: In ``[storage] backup_key``: a passphrase that is asked for, instead of a file with the key.
ASKED = "ask"
ACTOR = "installer"


@command("backup", help="把数据库、公告的文件和公示证明备份成一个文件，服务运行中也可以。")
@click.argument("file", type=click.Path(path_type=Path))
def backup(config: Config, file: Path) -> None:
    from hall.backups.making import BackupSource, make_backup
    from hall.backups.underway import underway
    from hall.clock import server_clock
    from hall.database_presence import note_backup
    from hall.database_unusable import DatabaseUnusable

    if file.exists():
        raise DatabaseUnusable("exists", file=file)
    secret = _secret(config, twice=True) if config.storage.backup_key else None
    source = BackupSource(
        url=config.database_url,
        storage=config.storage_folder,
        config_file=config.folder / "config.toml",
        secret=secret,
    )
    with _told_of_the_disk("not_backed_up"), underway(config.storage_folder, file):
        made = make_backup(source, file)
        note_backup(config.storage_folder, file, server_clock())
    with suppress(DatabaseUnusable):  # made it is, also where nothing more can be written down
        _write_down(config, made)
    click.echo(sentence("backed_up_sealed" if secret else "backed_up", file=file))
    if made.without:
        raise CommandRefused(sentence("backed_up_without", names=made.without))


def _write_down(config: Config, made: "MadeBackup") -> None:
    with opened_hall(config) as hall, hall.work(ACTOR) as work:
        work.record(made.fact())


@click.command("restore", help="用备份文件恢复；请先停止服务。原数据库会另存。")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--despite-chain", is_flag=True, help="工作日志对不上也恢复：只有这一份备份时用。")
@click.option("--key", type=click.Path(path_type=Path), help="备份的钥匙文件，在新电脑上用。")
@CONFIG
def restore(file: Path, config_file: Path, key: Path | None, *, despite_chain: bool) -> None:
    with in_plain_words(), _told_of_the_disk("not_restored"):
        if config_file.exists():
            config = Config.load(config_file)
            secret = partial(_secret, config, twice=False, file=key)
            with _opened(file, config.storage_folder, secret) as plain:
                _put_back(config, plain, despite_chain=despite_chain)
        else:
            _restore_on_new_computer(file, config_file, key, despite_chain=despite_chain)


def _restore_on_new_computer(
    file: Path, config_file: Path, key: Path | None, *, despite_chain: bool
) -> None:
    """There is no config.toml yet: it comes out of the backup, and goes again if that fails."""
    from hall.backups.unpacking import config_in
    from hall.durable_files import write_whole

    secret = partial(_read_key, key) if key else partial(_passphrase, twice=False)
    with _opened(file, config_file.resolve().parent, secret) as plain:
        kept = config_in(plain) if plain.is_file() else None
        if kept is None:
            raise CommandRefused(sentence("no_config_in_it", file=config_file))
        write_whole(config_file, kept)
        try:
            _put_back(Config.load(config_file), plain, despite_chain=despite_chain)
        except BaseException:
            config_file.unlink()
            raise
    click.echo(sentence("config_restored", file=config_file))


def _put_back(config: Config, plain: Path, *, despite_chain: bool) -> None:
    from hall.backups.unpacking import restore as put_back
    from hall.database_presence import keep_identity
    from hall.notices.media_store import MediaStore
    from hall.one_server import only_server

    # A running server would go on writing into the old one.
    with only_server(config.database_url, config.storage_folder):
        shelf = MediaStore(config.storage_folder)
        done = put_back(config.database_url, shelf, plain, despite_chain=despite_chain)
        keep_identity(config.database_url, config.storage_folder)
    click.echo(sentence("restored_kept" if done.kept else "restored", kept=done.kept))
    if done.without:
        raise CommandRefused(sentence("restored_without", names=done.without))


@contextmanager
def _opened(file: Path, near: Path, secret: Callable[[], bytes]) -> Iterator[Path]:
    """What is not sealed lies in the folder ``near`` meanwhile, never beside the backup."""
    from hall.backups.sealing import is_sealed, unseal

    if not is_sealed(file):
        yield file
        return
    near.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix="restore-", dir=near) as bench:
        plain = Path(bench) / file.name
        unseal(file, plain, secret())
        yield plain


def _secret(config: Config, *, twice: bool, file: Path | None = None) -> bytes:
    """What a backup is sealed with; asked for where neither names a file."""
    key = config.storage.backup_key
    if file is not None:
        return _read_key(file)
    return _passphrase(twice=twice) if key in ("", ASKED) else _read_key(config.folder / key)


def _passphrase(*, twice: bool) -> bytes:
    asked = sentence("ask_backup_key")
    again = sentence("ask_again") if twice else False
    return str(click.prompt(asked, hide_input=True, confirmation_prompt=again)).encode()


def _read_key(file: Path) -> bytes:
    try:
        return file.read_bytes().strip()
    except OSError as error:
        raise CommandRefused(
            sentence("file_closed", file=file, error=error.strerror or error)
        ) from error


@contextmanager
def _told_of_the_disk(reason: str) -> Iterator[None]:
    from hall.database_unusable import DatabaseUnusable

    try:
        yield
    except OSError as error:
        raise DatabaseUnusable(reason, error=error) from error
