"""Who may use the hall: other programs with a token, staff with an account."""

import re

import click

from commands.program import CommandRefused, command, opened_hall, sentence
from config import Config

#: As hall.people.model has them, which a command loads only when it runs.
ROLES = (
    *("director", "deputy", "clerk", "duty"),
    *("attendance", "editor", "reviewer", "county_reader"),
)


@click.group(name="token", help="其他程序的访问令牌。")
def token() -> None:
    pass


@command("create", help="发一个令牌，只显示这一次。")
@click.option(
    "--scope", type=click.Choice(["device", "read", "line", "manage"]), required=True, help="权限。"
)
@click.option("--name", required=True, help="给哪个程序用。")
def create_token(config: Config, scope: str, name: str) -> None:
    from hall.people.actions import create_token as let_in
    from hall.people.model import Scope

    with opened_hall(config) as hall, hall.work("installer") as work:
        bearer = let_in(work, name=name, scope=Scope(scope))
    click.echo(bearer)


def hall_words(config: Config) -> list[str]:
    """What everybody knows of the hall, as somebody would take it for a password."""
    digits = re.sub(r"\D", "", config.hall.complaint_phone)
    return [digits, digits[4:]] if digits else []


@click.group(help="工作人员账号。")
def user() -> None:
    pass


@command("create", help="新建一个工作人员账号；密码在提示后输入。")
@click.option("--account", prompt="账号（小写字母和数字）", help="登录用的账号。")
@click.option("--name", prompt="姓名", help="姓名。")
@click.option(
    "--role",
    type=click.Choice(ROLES),
    prompt="角色（director 主任、deputy 副主任、clerk 窗口人员、duty 综合值班、attendance 考勤员、"
    "editor 编辑、reviewer 审核、county_reader 县里查看）",
    help="角色。",
)
@click.password_option("--password", prompt="密码", confirmation_prompt="再输一遍", help="密码。")
def create_user(config: Config, account: str, name: str, role: str, password: str) -> None:
    from hall.people.actions import join_staff
    from hall.people.credentials import kept_password, words_about
    from hall.people.model import Role

    with opened_hall(config) as hall:
        about = [*words_about(account, name), *hall_words(config)]
        kept = kept_password(password, about)  # slow: before the write lock is taken up
        with hall.work("installer") as work:
            join_staff(work, account=account, name=name, role=Role(role), kept=kept)
    click.echo(sentence("account_made", account=account))


@command("password", help="给一个账号设新密码，比如主任忘了自己的；在提示后输入，记入日志。")
@click.argument("account")
@click.password_option("--password", prompt="新密码", confirmation_prompt="再输一遍", help="密码。")
@click.option("--without-code", is_flag=True, help="同时取消动态码：手机和纸上的备用码都丢了时用。")
def set_password(config: Config, account: str, password: str, *, without_code: bool) -> None:
    from hall.people.credentials import kept_password, words_about
    from hall.people.queries import staff_by_account, staff_in_use
    from hall.people.second_factor import take_off
    from hall.people.staff_register import change_password

    with opened_hall(config) as hall:
        about = [*words_about(account), *hall_words(config)]
        kept = kept_password(password, about)  # slow: before the write lock is taken up
        with hall.work("installer") as work:
            staff = staff_by_account(work.session, account)
            if staff is None:
                known = [person.account for person in staff_in_use(work.session)]
                key = "no_such_account" if known else "no_account_yet"
                raise CommandRefused(sentence(key, account=account, names=known))
            change_password(work, staff, kept)
            if without_code:
                take_off(work, staff.id)
    click.echo(sentence("password_set", account=account))


token.add_command(create_token)
user.add_command(create_user)
user.add_command(set_password)
