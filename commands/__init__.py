"""The program ``hall``: what an installer types. Every failure is one Chinese sentence."""

import os

import click

from commands.backup import backup, restore
from commands.devices import devices, simulate
from commands.export_attendance import attendance
from commands.find_devices import find_devices
from commands.forgotten import forgotten
from commands.import_items import import_items
from commands.people import token, user
from commands.program import InChinese
from commands.serve import demo, doctor, serve
from commands.voice import voice
from server.file_rights import OTHERS


@click.group(cls=InChinese, help="政务服务中心大厅系统")
@click.version_option(package_name="township-hall", message="%(version)s")
def main() -> None:
    os.umask(OTHERS)


for subcommand in (
    serve, demo, doctor, backup, restore, import_items, attendance, token, user, voice, simulate,
    devices, find_devices, forgotten,
):  # fmt: skip
    main.add_command(subcommand)
