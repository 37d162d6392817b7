#!/bin/sh
# 叫号屏：全屏打开 /display，允许自动发声，断电后先放浏览器里留着的页面。
# 用法：display-browser.sh [http://服务器地址:8000] [/display]
#
# The folder of the browser is kept (HALL_PROFILE, or by the page's name): in it lies the page for
# when the server is still away. Two screens of one computer have one each, and an agent each:
# HALL_SCREEN_AGENT_PORT=8767 for the second.
set -eu

exec "$(dirname "$0")/kiosk-browser.sh" "${1:-http://127.0.0.1:8000}" "${2:-/display}"
