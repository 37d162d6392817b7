"""Clips for the voice that calls: made by the engine, or taken from recordings."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from commands.program import CommandRefused, command, sentence
from config import Config

if TYPE_CHECKING:
    from announcer.voice.phrasing import Part


@click.group(name="voice", help="叫号的声音。")
def voice() -> None:
    pass


@command("render", help="补做缺少的语音：号码、字母、窗口名。可以中断，再次运行会接着做。")
@click.option("--voice", "name", default="zm_yunjian", show_default=True, help="哪一种声音。")
@click.option("--prefix", "prefixes", multiple=True, help="号码前的字母，例如 AB；可以写多次。")
@click.option("--window", "windows", multiple=True, help="窗口的名称；可以写多次。")
@click.option("--most", default=999, show_default=True, help="号码做到多少。")
def render_voice(
    config: Config, name: str, prefixes: tuple[str, ...], windows: tuple[str, ...], most: int
) -> None:
    from announcer.voice.phrasing import further_parts
    from announcer.voice.sounds import Pack

    own = config.storage_folder / "voice"
    pack = Pack((own, Path(__file__).parents[1] / "static" / "voice"))
    parts = [part for part in further_parts(prefixes, windows, most) if not pack.has(name, part)]
    if not parts:
        click.echo(sentence("clips_complete"))
        return
    _render(name, config.storage_folder / "voice-engine", own / name, parts)


def _render(name: str, styles: Path, folder: Path, parts: "list[Part]") -> None:
    from web.sentences.installing import engine_refusal

    try:
        from announcer.voice.rendering.kokoro import NotInstalled
        from announcer.voice.rendering.render import Renderer, render
    except ModuleNotFoundError as error:  # numpy comes with the extra, too
        raise CommandRefused(engine_refusal("engine")) from error
    try:
        renderer = Renderer(name, styles)
        click.echo(sentence("clips_begin", count=len(parts)))
        done = render(renderer, parts, folder, _progress)
    except NotInstalled as error:
        raise CommandRefused(engine_refusal(error.reason, **error.said)) from error
    click.echo(sentence("clips_done", count=done, folder=folder))


def _progress(done: int, wanted: int, part: "Part") -> None:
    if done % 20 == 0 or done == wanted:
        click.echo(sentence("clips_progress", done=done, wanted=wanted, text=part.text))


@command("take", help="把一个文件夹里的录音（WAV、FLAC、OGG）收作一种声音，音量自动调匀。")
@click.argument("folder", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option("--voice", "name", required=True, help="给这种声音起的名字，例如 hengyang。")
def take_recordings(config: Config, folder: Path, name: str) -> None:
    from web.sentences.installing import engine_refusal

    try:
        from announcer.voice.rendering.recordings import take
    except ModuleNotFoundError as error:
        raise CommandRefused(engine_refusal("engine")) from error
    taken, refused = take(folder, config.storage_folder / "voice" / name)
    for file in refused:
        click.echo(sentence("recording_refused", file=file), err=True)
    click.echo(sentence("recordings_taken", count=taken, name=name))
    if refused:
        raise CommandRefused(sentence("recordings_again"))


voice.add_command(render_voice)
voice.add_command(take_recordings)
