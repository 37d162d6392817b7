"""Writes docs/security-routes.md from web/access_table.py and web/route_rights.py.

python -m tools.security_routes

A test fails when the document is older than the tables, or a route is new.
"""

from pathlib import Path

import kiosk.read_aloud  # noqa: F401 - app.py brings its page along with its reader
from config import Config
from server.flask_app import create_flask_app
from web.route_rights import markdown

ROOT = Path(__file__).parents[1]
DOCUMENT = Path("docs/security-routes.md")

HEAD = """\
<!-- Written by `make vocabulary` from web/access_table.py and web/route_rights.py. -->

# 地址 × 谁 · Routes and who gets further

别的电脑也能打开服务器时（`[server] host` 不是本机），每个地址谁能往里走。
空的：答 401、403，或者去登录、去登记。
“有号的手机”只看自己的号；屏幕和评价屏只管自己；工作人员看得到设备的页面，不能在那里做事。考勤机（`/iclock`）认序列号和地址。
一件事还可以另有条件（自己的窗口、自己的单子、两个人），由各页自己问。

"""


def page(root: Path = ROOT) -> str:
    app = create_flask_app(Config.load(root / "config.toml"))
    return HEAD + markdown(app.url_map.iter_rules())


def main(root: Path = ROOT) -> None:
    (root / DOCUMENT).write_text(page(root), encoding="utf-8")


if __name__ == "__main__":
    main()
