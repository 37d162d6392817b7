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

# A fresh profile in memory each time: no "restore pages?", nothing of yesterday, no wear on the disk;
# but for the cookies, among which is the credential that makes this browser an enrolled device.
# Displays keep all of theirs (HALL_PROFILE), for the page that they show while the server is away.
KEPT="${XDG_CONFIG_HOME:-$HOME/.config}/hall-device$(echo "${PAGE%%\?*}" | cut -d/ -f1-2 | tr / -)"
if [ -n "${HALL_PROFILE:-}" ]; then
    PROFILE="$HALL_PROFILE"
    mkdir -p "$PROFILE"
else
    PROFILE="$(mktemp -d "${XDG_RUNTIME_DIR:-/tmp}/hall-browser.XXXXXX")"
    trap 'rm -rf "$PROFILE"' EXIT
fi
trap 'exit 0' INT TERM

is_there() { curl -fsS -o /dev/null --max-time 3 "$SERVER/api/v1/health" 2>/dev/null; }

# The browser's own error page would stand there until somebody comes; a display that was here
# before has a page of its own for that, and asks by itself until the server answers.
wait_for_server() {
    tries=0
    until is_there; do
        tries=$((tries + 1))
        if [ "$tries" -ge 5 ] && [ -n "${HALL_PROFILE:-}" ] && [ -d "$PROFILE/Default/Service Worker" ]; then
            return
        fi
        sleep 1
    done
}

# A power cut is no crash that anybody should be asked about.
make_tidy() {
    if [ -z "${HALL_PROFILE:-}" ]; then
        rm -rf "${PROFILE:?}"/*
        mkdir -p "$KEPT" "$PROFILE/Default"
        chmod 700 "$KEPT"
        # The cookies themselves lie on the disk: the plug may be pulled at any moment.
        ln -sfn "$KEPT/Cookies" "$PROFILE/Default/Cookies"
        return
    fi
    rm -f "$PROFILE"/Singleton*
    [ ! -f "$PROFILE/Default/Preferences" ] || sed -i \
        -e 's/"exited_cleanly":false/"exited_cleanly":true/' \
        -e 's/"exit_type":"[^"]*"/"exit_type":"Normal"/' "$PROFILE/Default/Preferences"
}

while :; do
    wait_for_server
    make_tidy
    "$BROWSER" --kiosk "$SERVER$PAGE" --user-data-dir="$PROFILE" \
        --no-first-run --no-default-browser-check --noerrdialogs --password-store=basic \
        --disable-session-crashed-bubble --disable-component-update \
        --check-for-update-interval=31536000 --disable-features=Translate \
        --disable-background-networking --disable-sync --no-pings --disable-breakpad \
        --disable-gpu-process-crash-limit \
        --disable-pinch --overscroll-history-navigation=0 "$@" || true
    sleep 2
done
