#!/bin/sh
# 叫号屏：全屏打开 /display，允许自动发声。用法：display-browser.sh [http://服务器地址:8000] [/display]
set -eu
exec "$(dirname "$0")/kiosk-browser.sh" "${1:-http://127.0.0.1:8000}" "${2:-/display}" \
    --autoplay-policy=no-user-gesture-required
