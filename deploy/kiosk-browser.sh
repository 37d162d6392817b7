#!/bin/sh
# 取号机：全屏打开并锁定 /kiosk，关了、坏了就再打开。用法：kiosk-browser.sh [http://服务器地址:8000] [/页面]
#
# Started by the desktop's autostart, or by "cage -s --" on a machine without a desktop. What it
# does lies in screen/hall_screen/, which is also the package township-hall-screen.
set -eu

command -v python3 >/dev/null || { echo "没有找到 python3，请先安装：sudo apt-get install python3" >&2; exit 1; }
SERVER="${1:-http://127.0.0.1:8000}"
PAGE="${2:-/kiosk?lock=1}"
shift $(($# > 2 ? 2 : $#))
exec python3 "$(dirname "$0")/screen/hall-screen" browser "$SERVER" "$PAGE" "$@"
