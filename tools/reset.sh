#!/bin/sh
# Removes the state directory: database, files, mail, secrets of this machine. Asks first unless YES=1.
set -eu
cd "$(dirname "$0")/.."
state=${STATE_DIR:-.pasocial}
if [ ! -d "$state" ]; then
    echo "There is nothing to remove: $state does not exist."
    exit 0
fi
# Only a directory that PAsocial made is ever removed, whatever STATE_DIR says.
if [ ! -d "$state/logs" ] && [ ! -d "$state/test" ] && [ ! -d "$state/secrets" ]; then
    echo "$state does not look like a state directory of PAsocial: nothing was removed." >&2
    exit 1
fi
if [ "${YES:-}" != "1" ]; then
    printf 'This removes every request, page, file and account kept in %s. Type "yes" to go on: ' "$state"
    read -r answer || answer=""
    if [ "$answer" != "yes" ]; then
        echo "Nothing was removed."
        exit 1
    fi
fi
if command -v flock >/dev/null 2>&1 && [ -f "$state/lock" ] && ! flock --nonblock "$state/lock" true; then
    echo "The office is running on $state: stop it first (Ctrl-C in its terminal). Nothing was removed." >&2
    exit 1
fi
rm -rf "$state"
echo "Removed. \`make up\` starts afresh."
