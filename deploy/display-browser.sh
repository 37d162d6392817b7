#!/bin/sh
# 叫号屏：全屏打开 /display，允许自动发声，断电后先放浏览器里留着的页面。
# 用法：display-browser.sh [http://服务器地址:8000] [/display]
#
# Two screens of one computer have a folder each, and an agent each: HALL_SCREEN_AGENT_PORT=8767
# for the second.
set -eu

PAGE="${2:-/display}"
# Kept from one day to the next: in it lies the page for when the server is still away.
export HALL_PROFILE="${HALL_PROFILE:-${XDG_CACHE_HOME:-$HOME/.cache}/hall$(echo "$PAGE" | tr / -)}"

exec "$(dirname "$0")/kiosk-browser.sh" "${1:-http://127.0.0.1:8000}" "$PAGE"
