"""Items from a spreadsheet: looked at first, then written as a whole."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from commands.program import CommandRefused, command, opened_hall
from config import Config

if TYPE_CHECKING:
    from hall.catalogue.import_export.importing import Import


@command("import", help="从表格（.xlsx 或 .csv）导入事项：先检查，确认后全部写入，或一条不写。")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--check", "only_check", is_flag=True, help="只检查，不写入。")
@click.option("--yes", "sure", is_flag=True, help="不再询问。")
@click.option("--draft", is_flag=True, help="新的事项先作草稿，不向群众公开。")
def import_items(config: Config, file: Path, *, only_check: bool, sure: bool, draft: bool) -> None:
    from hall.catalogue.import_export.importing import Import, carry_out, look_at
    from hall.settings import setting
    from web.sentences.item_files import DRAFTS_ONLY, import_done, import_lines

    with opened_hall(config) as hall:
        with hall.read() as snapshot:
            alone = setting(snapshot.session, "four_eyes") == "no"
        each = Import(content_of(file), file.name, publish=alone and not draft)
        if not (alone or draft):
            click.echo(DRAFTS_ONLY)
        look_at(hall, each, None, progress_of(each))
        say_below_progress(each)
        for line in import_lines(each):
            click.echo(line)
        if any(remark.grave for remark in each.remarks):
            raise CommandRefused(
                "请按上面写着“有问题”的各行修改表格后再导入，现在没有写入任何内容。"
            )
        # Whoever types at a terminal is asked; a script has decided already.
        if only_check or not each.may_be_confirmed:
            return
        if not sure and sys.stdin.isatty():
            click.confirm("确认写入吗", abort=True)
        carry_out(hall, each, "installer", progress_of(each))
        say_below_progress(each)
        click.echo(import_done(each))


def content_of(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise CommandRefused(f"文件 {file} 打不开：{error.strerror}。") from error


def progress_of(each: "Import") -> Callable[[int, int], None]:
    """One line that counts up, beside what is printed for good."""
    from web.sentences.catalogue import STAGES

    def told(done: int, of: int) -> None:
        much = f"{done} / {of}" if of else f"{done} 行"
        click.echo(f"\r{STAGES[each.stage]} {much}　", nl=False, err=True)
        each.so_far(done, of)

    return told


def say_below_progress(each: "Import") -> None:
    if each.done:
        click.echo(err=True)
        each.so_far(0, 0)
