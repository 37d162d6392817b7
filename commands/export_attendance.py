"""The attendance from the server itself: the month as a file."""

from pathlib import Path

import click

from commands.program import CommandRefused, command, opened_hall, sentence
from config import Config


@click.group("attendance", help="考勤：导出月表。")
def attendance() -> None:
    pass


@command("export", help="把一个月的考勤（如 2026-10）写成表格文件 FILE.xlsx。")
@click.argument("month")
@click.argument("file", type=click.Path(path_type=Path))
def export(config: Config, month: str, file: Path) -> None:
    from hall.attendance.months.calendar_month import parse_month
    from hall.attendance.months.month_export import month_file

    try:
        asked = parse_month(month)
    except ValueError as error:
        raise CommandRefused(sentence("no_such_month", month=month)) from error
    with opened_hall(config) as hall, hall.read() as snapshot:
        content = month_file(snapshot, asked, config.hall.name)
    try:
        file.write_bytes(content)
    except OSError as error:
        raise CommandRefused(sentence("file_unwritten", file=file, error=error.strerror)) from error
    click.echo(sentence("month_exported", month=asked, file=file))


attendance.add_command(export)
