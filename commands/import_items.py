"""Items from a spreadsheet: looked at first, then written as a whole."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from commands.program import CommandRefused, command, opened_hall, sentence
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
    from web.sentences.catalogue import import_done, import_lines

    job = Import(content_of(file), file.name, publish=not draft)
    with opened_hall(config) as hall:
        look_at(hall, job, None, progress_of(job))
        say_below_progress(job)
        for line in import_lines(job):
            click.echo(line)
        if any(remark.grave for remark in job.remarks):
            raise CommandRefused(sentence("import_refused"))
        # Whoever types at a terminal is asked; a script has decided already.
        if only_check or not job.may_be_confirmed:
            return
        if not sure and sys.stdin.isatty():
            click.confirm(sentence("import_sure"), abort=True)
        carry_out(hall, job, "installer", progress_of(job))
        say_below_progress(job)
        click.echo(import_done(job))


def content_of(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise CommandRefused(sentence("file_closed", file=file, error=error.strerror)) from error


def progress_of(each: "Import") -> Callable[[int, int], None]:
    """One line that counts up, beside what is printed for good."""
    from web.sentences.catalogue import STAGES

    def told(done: int, of: int) -> None:
        stage = STAGES[each.stage]
        said = sentence("rows_of" if of else "rows", stage=stage, done=done, of=of)
        click.echo(f"\r{said}", nl=False, err=True)
        each.so_far(done, of)

    return told


def say_below_progress(each: "Import") -> None:
    if each.done:
        click.echo(err=True)
        each.so_far(0, 0)
