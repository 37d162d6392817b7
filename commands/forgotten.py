"""What the hall has forgotten within the last week: sealed, and opened by the director alone."""

import json
from typing import TYPE_CHECKING

import click

from commands.program import CommandRefused, command, opened_hall, sentence
from config import Config

if TYPE_CHECKING:
    from hall.unit_of_work import Hall


@command("forgotten", help="列出一周内清除的内容；给出文件名时由主任打开、放回一件，记入日志。")
@click.argument("name", default="")
@click.option(
    "--put-back", "key", default="", help="把这个编号（打开时看得到）的一件放回去，别的不动。"
)
@click.option("--account", default="", help="主任的账号；密码在提示后输入。")
def forgotten(config: Config, name: str, key: str, account: str) -> None:
    from hall.putting_back import put_back
    from hall.sealed_remains import SealedRemains
    from server.data_folder import secret_in

    remains = SealedRemains(config.storage_folder, secret_in(config.storage_folder))
    if not name:
        for kept in remains.names():
            click.echo(kept)
        return
    account = account or click.prompt(sentence("ask_director"))
    password = click.prompt(sentence("ask_password"), hide_input=True)
    with opened_hall(config) as hall:
        actor = f"staff:{_director(hall, account, password)}"
        if key:
            put_back(hall, remains, name, key, actor=actor)
            click.echo(sentence("put_back"))
            return
        for row in remains.opened(hall, name, actor):
            click.echo(json.dumps(row, ensure_ascii=False))


def _director(hall: "Hall", account: str, password: str) -> int:
    """Their number. Raises CommandRefused for anybody else."""
    from hall.people.credentials import fits
    from hall.people.model import Role
    from hall.people.queries import staff_by_account

    with hall.read() as snapshot:
        staff = staff_by_account(snapshot.session, account)
    known = staff if staff and staff.in_use and staff.role is Role.DIRECTOR else None
    if not fits(known.password if known else None, password) or known is None:
        raise CommandRefused(sentence("no_director"))
    return known.id
