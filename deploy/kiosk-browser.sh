#!/bin/sh
# 取号机：全屏打开并锁定 /kiosk，关了就再打开。用法：kiosk-browser.sh [http://服务器地址:8000] [/页面]
#
# Started by the desktop's autostart, or by "cage -s --" on a machine without a desktop.
set -eu

SERVER="${1:-http://127.0.0.1:8000}"
PAGE="${2:-/kiosk?lock=1}"
shift $(($# > 2 ? 2 : $#))
BROWSER="$(command -v chromium || command -v chromium-browser || command -v google-chrome || true)"
[ -n "$BROWSER" ] || { echo "没有找到 Chromium，请先安装：sudo apt-get install chromium" >&2; exit 1; }
command -v curl >/dev/null || { echo "没有找到 curl，请先安装：sudo apt-get install curl" >&2; exit 1; }

# A fresh profile in memory each time: no "restore pages?", nothing of yesterday, no wear on the disk.
PROFILE="$(mktemp -d "${XDG_RUNTIME_DIR:-/tmp}/hall-browser.XXXXXX")"
trap 'rm -rf "$PROFILE"' EXIT
trap 'exit 0' INT TERM

while :; do
    # The browser's own error page would stand there until somebody comes.
    until curl -fsS -o /dev/null --max-time 3 "$SERVER/api/v1/health" 2>/dev/null; do sleep 1; done
    rm -rf "${PROFILE:?}"/*
    "$BROWSER" --kiosk "$SERVER$PAGE" --user-data-dir="$PROFILE" \
        --no-first-run --no-default-browser-check --noerrdialogs --password-store=basic \
        --disable-session-crashed-bubble --disable-component-update \
        --check-for-update-interval=31536000 --disable-features=Translate \
        --disable-background-networking --disable-sync --no-pings --disable-breakpad \
        --disable-gpu-process-crash-limit \
        --disable-pinch --overscroll-history-navigation=0 "$@" || true
    sleep 2
done
