"""The program ``hall``: what an installer types. Every failure is one Chinese sentence."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from config import Config, ConfigError

if TYPE_CHECKING:
    from announcer.voice.words import Part
    from hall.catalogue.exchange.importing import Import

CONFIG = click.option(
    "--config",
    "config_file",
    type=click.Path(path_type=Path),
    default=Path("config.toml"),
    show_default=True,
    help="配置文件。",
)


class InChinese(click.Group):
    """Says in Chinese what click itself would say in English."""

    def main(self, *args: Any, **settings: Any) -> Any:
        if not settings.setdefault("standalone_mode", True):
            return super().main(*args, **settings)
        try:
            status = super().main(*args, **{**settings, "standalone_mode": False})
        except click.UsageError as error:
            click.echo(f"{what_is_wrong(error)}。请加 --help 查看用法。", err=True)
            sys.exit(error.exit_code)
        except click.ClickException as error:
            error.show()
            sys.exit(error.exit_code)
        except click.Abort:
            click.echo("已取消。", err=True)
            sys.exit(1)
        sys.exit(status if isinstance(status, int) else 0)


def what_is_wrong(error: click.UsageError) -> str:
    if isinstance(error, click.NoSuchOption):
        return f"没有 {error.option_name} 这个选项"
    if not isinstance(error, click.BadParameter):
        return "没有这个命令，或命令的写法不对"
    hint = error.param.get_error_hint(error.ctx) if error.param and error.ctx else "有一项"
    missing = isinstance(error, click.MissingParameter)
    return f"缺少 {hint}" if missing else f"{hint} 的值不对"


class Refused(click.ClickException):
    """Shown as its sentence alone; exit status 1."""

    def show(self, file: Any = None) -> None:
        click.echo(self.message, file=file or sys.stderr)


@contextmanager
def in_plain_words() -> Iterator[None]:
    """Whatever an installer can do something about becomes one sentence."""
    from hall.errors import HallError
    from hall.records import RecordsError
    from lobby.sentences import refusal

    try:
        yield
    except (ConfigError, RecordsError) as error:
        raise Refused(str(error)) from error
    except HallError as error:
        raise Refused(refusal(error)) from error


def command(name: str, **settings: Any) -> Callable[[Callable[..., None]], click.Command]:
    """A command that knows --config and refuses in plain words."""

    def decorate(function: Callable[..., None]) -> click.Command:
        @wraps(function)
        def run(config_file: Path, **options: Any) -> None:
            with in_plain_words():
                function(Config.load(config_file), **options)

        return click.command(name, **settings)(CONFIG(run))  # type: ignore[no-any-return, no-untyped-call]

    return decorate


@click.group(cls=InChinese, help="政务服务中心大厅系统")
@click.version_option(package_name="township-hall", message="%(version)s")
def main() -> None:
    pass


@command("serve", help="启动大厅服务。")
def serve(config: Config) -> None:
    from hall.records import open_records
    from serving import HallServer, listen

    door = listen(config)
    from addresses import public_url
    from app import log_to_stderr
    from plugs import check_addresses
    from storage import check_storage

    check_addresses(config)
    check_storage(config)
    open_records(config.database_url).close()
    log_to_stderr()
    click.echo(f"大厅服务已启动：{public_url(config)}　按 Ctrl+C 停止")
    HallServer(config, door).run()


@command("demo", help="在空的数据库中装入演示大厅；已有内容时什么也不改。")
def demo(config: Config) -> None:
    from hall.demonstration.furnish import furnish, is_furnished
    from hall.records import open_records
    from hall.work import Hall

    hall = Hall(open_records(config.database_url))
    try:
        with hall.work("installer") as work:
            if is_furnished(work):
                click.echo("数据库里已有内容，没有改动。")
                return
            furnish(work)
        click.echo("演示大厅已装入。")
    finally:
        hall.close()


@command("doctor", help="检查配置、数据库、日志、时钟和设备，逐项说明。")
@click.option("--print", "trial_print", is_flag=True, help="另外试打一张（先停止服务）。")
def doctor(config: Config, trial_print: bool) -> None:  # noqa: FBT001 -- click gives it by name
    from doctor import examine

    findings = list(examine(config, trial_print=trial_print))
    for finding in findings:
        click.echo(f"{'正常' if finding.well else '有问题'}　{finding.what}：{finding.sentence}")
    if not all(finding.well for finding in findings):
        raise Refused("请按上面“有问题”的各项处理后再检查一次。")


@command("backup", help="把数据库、公告的文件和公示证明备份成一个文件，服务运行中也可以。")
@click.argument("file", type=click.Path(path_type=Path))
def backup(config: Config, file: Path) -> None:
    from hall.backup import back_up
    from hall.notices.storage import Shelf

    without = back_up(config.database_url, Shelf(config.storage_folder), file)
    click.echo(f"已备份到 {file}。")
    if without:
        names = "、".join(without)
        raise Refused(
            f"其中少了 {len(without)} 个公告文件，已丢失或损坏：{names}。请运行 hall doctor。"
        )


@command("restore", help="用备份文件恢复数据库和公告的文件；请先停止服务。原数据库会另存。")
@click.argument("file", type=click.Path(path_type=Path))
def restore(config: Config, file: Path) -> None:
    from hall.backup import restore as put_back
    from hall.notices.storage import Shelf
    from serving import listen

    listen(config).close()  # a running server would go on writing into the old one
    done = put_back(config.database_url, Shelf(config.storage_folder), file)
    click.echo(f"已恢复。{f'原来的数据库另存为 {done.kept}。' if done.kept else ''}")
    if done.without:
        names = "、".join(done.without)
        raise Refused(
            f"备份里缺少或损坏了 {len(done.without)} 个公告文件：{names}。请运行 hall doctor。"
        )


@command("import", help="从表格（.xlsx 或 .csv）导入事项：先检查，确认后全部写入，或一条不写。")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--check", "only_check", is_flag=True, help="只检查，不写入。")
@click.option("--yes", "sure", is_flag=True, help="不再询问。")
@click.option("--draft", is_flag=True, help="新的事项先作草稿，不向群众公开。")
def import_items(config: Config, file: Path, *, only_check: bool, sure: bool, draft: bool) -> None:
    from hall.catalogue.exchange.importing import Import, carry_out, look_at
    from hall.records import open_records
    from hall.work import Hall
    from lobby.catalogue_words import import_done, import_lines

    each = Import(content_of(file), file.name, publish=not draft)
    hall = Hall(open_records(config.database_url))
    try:
        look_at(hall, each, None, progress_of(each))
        say_below_progress(each)
        for line in import_lines(each):
            click.echo(line)
        if any(remark.grave for remark in each.remarks):
            raise Refused("请按上面写着“有问题”的各行修改表格后再导入，现在没有写入任何内容。")
        # Whoever types at a terminal is asked; a script has decided already.
        if only_check or not each.may_be_confirmed:
            return
        if not sure and sys.stdin.isatty():
            click.confirm("确认写入吗", abort=True)
        carry_out(hall, each, "installer", progress_of(each))
        say_below_progress(each)
        click.echo(import_done(each))
    finally:
        hall.close()


def content_of(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise Refused(f"文件 {file} 打不开：{error.strerror}。") from error


def progress_of(each: "Import") -> Callable[[int, int], None]:
    """One line that counts up, beside what is printed for good."""
    from lobby.catalogue_words import STAGES

    def told(done: int, of: int) -> None:
        much = f"{done} / {of}" if of else f"{done} 行"
        click.echo(f"\r{STAGES[each.stage]} {much}　", nl=False, err=True)
        each.so_far(done, of)

    return told


def say_below_progress(each: "Import") -> None:
    if each.done:
        click.echo(err=True)
        each.so_far(0, 0)


@main.group(cls=click.Group, help="其他程序的访问令牌。")
def token() -> None:
    pass


@command("create", help="发一个令牌，只显示这一次。")
@click.option(
    "--scope", type=click.Choice(["read", "line", "manage"]), required=True, help="权限。"
)
@click.option("--name", required=True, help="给哪个程序用。")
def create_token(config: Config, scope: str, name: str) -> None:
    from hall.people.deeds import create_token as let_in
    from hall.people.model import Scope
    from hall.records import open_records
    from hall.work import Hall

    hall = Hall(open_records(config.database_url))
    try:
        with hall.work("installer") as work:
            bearer = let_in(work, name=name, scope=Scope(scope))
        click.echo(bearer)
    finally:
        hall.close()


@main.group(cls=click.Group, help="工作人员账号。")
def user() -> None:
    pass


@command("create", help="新建一个工作人员账号；密码在提示后输入。")
@click.option("--account", prompt="账号（小写字母和数字）", help="登录用的账号。")
@click.option("--name", prompt="姓名", help="姓名。")
@click.option(
    "--role",
    type=click.Choice(["director", "deputy", "clerk", "duty"]),
    prompt="角色（director 主任、deputy 副主任、clerk 窗口人员、duty 综合值班）",
    help="角色。",
)
@click.password_option("--password", prompt="密码", confirmation_prompt="再输一遍", help="密码。")
def create_user(config: Config, account: str, name: str, role: str, password: str) -> None:
    from hall.people.deeds import join_staff
    from hall.people.model import Role
    from hall.people.secrets import kept_password
    from hall.records import open_records
    from hall.work import Hall

    hall = Hall(open_records(config.database_url))
    try:
        kept = kept_password(password)
        with hall.work("installer") as work:
            join_staff(work, account=account, name=name, role=Role(role), kept=kept)
        click.echo(f"已新建账号 {account}。")
    finally:
        hall.close()


@command("simulate", help="在伪终端上模拟打印机和指纹机，给出配置片段后一直运行。")
def simulate(config: Config) -> None:
    from devices.simulate import run

    with suppress(KeyboardInterrupt):
        run(config.storage_folder / "simulated-slips", config.printer.width_mm, click.echo)


@main.group(cls=click.Group, help="叫号的声音。")
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
    from announcer.voice.sounds import Pack
    from announcer.voice.words import further_parts

    own = config.storage_folder / "voice"
    pack = Pack((own, Path(__file__).parent / "static" / "voice"))
    parts = [part for part in further_parts(prefixes, windows, most) if not pack.has(name, part)]
    if not parts:
        click.echo("没有缺少的语音。")
        return
    _render(name, config.storage_folder / "voice-engine", own / name, parts)


def _render(name: str, styles: Path, folder: Path, parts: "list[Part]") -> None:
    try:
        from announcer.voice.rendering.kokoro import NotInstalled
        from announcer.voice.rendering.render import Renderer, render
    except ModuleNotFoundError as error:  # numpy comes with the extra, too
        raise Refused("没有安装语音引擎，请先在程序的文件夹里运行 make voice。") from error
    try:
        renderer = Renderer(name, styles)
        click.echo(f"要做 {len(parts)} 段，每段约一秒。")
        done = render(renderer, parts, folder, _progress)
    except NotInstalled as error:
        raise Refused(str(error)) from error
    click.echo(f"做好了 {done} 段，在 {folder}。")


def _progress(done: int, wanted: int, part: "Part") -> None:
    if done % 20 == 0 or done == wanted:
        click.echo(f"{done} / {wanted}　{part.text}")


@command("take", help="把一个文件夹里的录音（WAV、FLAC、OGG）收作一种声音，音量自动调匀。")
@click.argument("folder", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option("--voice", "name", required=True, help="给这种声音起的名字，例如 hengyang。")
def take_recordings(config: Config, folder: Path, name: str) -> None:
    try:
        from announcer.voice.rendering.recordings import take
    except ModuleNotFoundError as error:
        raise Refused("没有安装语音引擎，请先在程序的文件夹里运行 make voice。") from error
    taken, refused = take(folder, config.storage_folder / "voice" / name)
    for file in refused:
        click.echo(f"没有收下 {file}：名称不对，或听不到声音。", err=True)
    click.echo(f"收下了 {taken} 段，在管理室的“语音”里可以选用 {name}。")
    if refused:
        raise Refused("请改好上面的录音再运行一次。名称的写法见 docs/voice.md。")


@command("devices", help="在接着设备的电脑上运行驱动，为另一台电脑上的大厅服务工作。")
@click.option(
    "--server",
    "url",
    required=True,
    help="大厅服务的地址，如 https://192.0.2.10:8443；http:// 只用于大厅自己的网线。",
)
@click.option(
    "--token",
    envvar="HALL_TOKEN",
    required=True,
    help="权限为 manage 的令牌；放在环境变量 HALL_TOKEN 里更好，别人看不到。",
)
@click.option(
    "--certificate",
    type=click.Path(path_type=Path),
    help="https 服务器的证书文件（PEM）：只认这一张。",
)
def devices(config: Config, url: str, token: str, certificate: Path | None) -> None:
    from app import log_to_stderr
    from devices.outpost.run import Here, outpost
    from devices.outpost.server import Server
    from plugs import plug_in

    try:
        server = Server(url, token, certificate)
    except ValueError as error:
        raise Refused(str(error)) from error
    machines = plug_in(config)
    here = Here(
        printer=machines.printer,
        reader=machines.reader,
        pads=machines.pads,
        card_reader=machines.card_reader,
    )
    loops = outpost(server, config.storage_folder, here)
    if not loops:
        raise Refused("配置中没有打印机、指纹机、呼叫器或身份证阅读器，没有可以运行的设备。")
    log_to_stderr()
    for loop in loops:
        loop.start()
    click.echo(f"设备已接到 {url}　按 Ctrl+C 停止")
    with suppress(KeyboardInterrupt):
        for loop in loops:
            loop.join()
    for loop in loops:
        loop.call_off()
    for loop in loops:
        loop.stop()
    machines.unplug()


for each in (serve, demo, doctor, backup, restore, import_items, devices, simulate):
    main.add_command(each)
token.add_command(create_token)
user.add_command(create_user)
voice.add_command(render_voice)
voice.add_command(take_recordings)
