"""How every command of ``hall`` begins, and how it says no: in one Chinese sentence."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from config import Config, ConfigError

if TYPE_CHECKING:
    from hall.unit_of_work import Hall

CONFIG = click.option(
    "--config",
    "config_file",
    type=click.Path(path_type=Path),
    default=Path("config.toml"),
    envvar="TOWNSHIP_HALL_CONFIG",  # set by the package: /etc/township-hall/config.toml
    show_default=True,
    help="配置文件。",
)


def sentence(key: str, **said: object) -> str:
    """Of web/sentences/commands.py. Loaded late: who only reads the help does not wait for it."""
    from web.sentences.commands import command_sentence

    return command_sentence(key, said)


class InChinese(click.Group):
    """Says in Chinese what click itself would say in English."""

    def main(self, *args: Any, **settings: Any) -> Any:
        if not settings.setdefault("standalone_mode", True):
            return super().main(*args, **settings)
        try:
            status = super().main(*args, **{**settings, "standalone_mode": False})
        except click.UsageError as error:
            click.echo(sentence("usage", what=what_is_wrong(error)), err=True)
            sys.exit(error.exit_code)
        except click.ClickException as error:
            error.show()
            sys.exit(error.exit_code)
        except click.Abort:
            click.echo(sentence("cancelled"), err=True)
            sys.exit(1)
        sys.exit(status if isinstance(status, int) else 0)


def what_is_wrong(error: click.UsageError) -> str:
    if isinstance(error, click.NoSuchOption):
        return sentence("no_such_option", name=error.option_name)
    if not isinstance(error, click.BadParameter):
        return sentence("no_such_command")
    known = error.param.get_error_hint(error.ctx) if error.param and error.ctx else ""
    is_missing = isinstance(error, click.MissingParameter)
    return sentence(
        "missing" if is_missing else "wrong_value", name=known or sentence("one_of_them")
    )


class CommandRefused(click.ClickException):
    """Shown as its sentence alone; exit status 1."""

    def show(self, file: Any = None) -> None:
        click.echo(self.message, file=file or sys.stderr)


@contextmanager
def in_plain_words() -> Iterator[None]:
    """Whatever an installer can do something about becomes one sentence."""
    from hall.database_unusable import DatabaseUnusable
    from hall.errors import HallError
    from hall.machines import WrongAddress
    from web.sentences import refusal, wrong_address
    from web.sentences.configuration import config_refusal
    from web.sentences.installing import records_refusal

    try:
        yield
    except ConfigError as error:
        raise CommandRefused(config_refusal(error.why, error.said)) from error
    except WrongAddress as error:
        raise CommandRefused(wrong_address(error)) from error
    except DatabaseUnusable as error:
        raise CommandRefused(records_refusal(error)) from error
    except HallError as error:
        raise CommandRefused(refusal(error)) from error


def command(name: str, **settings: Any) -> Callable[[Callable[..., None]], click.Command]:
    """A command that knows --config and refuses in plain words."""

    def decorate(function: Callable[..., None]) -> click.Command:
        @wraps(function)
        def run(config_file: Path, **options: Any) -> None:
            with in_plain_words():
                function(Config.load(config_file), **options)

        return click.command(name, click.Command, **settings)(CONFIG(run))

    return decorate


@contextmanager
def opened_hall(config: Config) -> "Iterator[Hall]":
    from hall.database import open_database
    from hall.hall_time import BeforeStart
    from hall.unit_of_work import Hall

    records = open_database(config.database_url, config.storage_folder)
    hall = Hall(records, before=BeforeStart(config.server.longest_pause_hours))
    try:
        yield hall
    finally:
        hall.close()
