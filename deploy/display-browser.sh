#!/bin/sh
# 叫号屏：全屏打开 /display，允许自动发声，断电后先放浏览器里留着的页面。
# 用法：display-browser.sh [http://服务器地址:8000] [/display]
set -eu

SERVER="${1:-http://127.0.0.1:8000}"
PAGE="${2:-/display}"
# Kept from one day to the next: in it lies the page for when the server is still away. Two screens
# of one computer have one each.
export HALL_PROFILE="${HALL_PROFILE:-${XDG_CACHE_HOME:-$HOME/.cache}/hall$(echo "$PAGE" | tr / -)}"
# Over plain http in the hall's own network a browser keeps nothing, unless it is told that this
# one server may be trusted.
exec "$(dirname "$0")/kiosk-browser.sh" "$SERVER" "$PAGE" \
    --autoplay-policy=no-user-gesture-required \
    --unsafely-treat-insecure-origin-as-secure="$SERVER"
