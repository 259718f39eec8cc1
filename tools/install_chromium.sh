#!/bin/sh
# Installs Chromium for the browser tests when it is missing. Uses the distribution's own packages:
# no browser build is downloaded from anywhere else. Exits 0 when a browser is there at the end.
# Chromium's headless shell is the same engine without a window to draw: a third of the work less.
set -u
find_browser() {
    [ -n "${CHROMIUM:-}" ] && [ -x "$CHROMIUM" ] && return 0
    for name in chromium-headless-shell chromium chromium-browser google-chrome; do
        command -v "$name" >/dev/null 2>&1 && return 0
    done
    return 1
}
find_browser && exit 0
if ! command -v apt-get >/dev/null 2>&1; then
    echo "Browser tests need Chromium: install it with your system's packages, or set CHROMIUM=/path/to/it." >&2
    exit 1
fi
as_root=""
if [ "$(id -u)" -ne 0 ]; then
    if command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then
        as_root="sudo -n"
    else
        echo "Browser tests need Chromium: run 'sudo apt-get install chromium', or set CHROMIUM=/path/to/it." >&2
        exit 1
    fi
fi
echo "Installing Chromium for the browser tests…"
export DEBIAN_FRONTEND=noninteractive
log=$(mktemp)
install() { $as_root apt-get -q install -y --no-install-recommends "$@" fonts-liberation; }
if ! { $as_root apt-get -q update && { install chromium-headless-shell || install chromium; }; } \
        >"$log" 2>&1 </dev/null; then
    tail -n 5 "$log" >&2
    rm -f "$log"
    echo "Chromium could not be installed with apt-get (last lines above)." >&2
    exit 1
fi
rm -f "$log"
find_browser
