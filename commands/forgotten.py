"""What the hall has forgotten within the last week: sealed, and opened by the director alone."""

import json

import click

from commands.program import CommandRefused, command, opened_hall, sentence
from config import Config


@command("forgotten", help="列出一周内清除的内容；给出文件名时由主任打开，记入日志。")
@click.argument("name", default="")
@click.option("--account", default="", help="主任的账号；密码在提示后输入。")
def forgotten(config: Config, name: str, account: str) -> None:
    from hall.people.credentials import fits
    from hall.people.model import Role
    from hall.people.queries import staff_by_account
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
        with hall.read() as snapshot:
            staff = staff_by_account(snapshot.session, account)
        known = staff if staff and staff.in_use and staff.role is Role.DIRECTOR else None
        if not fits(known.password if known else None, password) or known is None:
            raise CommandRefused(sentence("no_director"))
        for row in remains.opened(hall, name, f"staff:{known.id}"):
            click.echo(json.dumps(row, ensure_ascii=False))
