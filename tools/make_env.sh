#!/bin/sh
# Makes .venv with exactly the packages of requirements-dev.txt, each checked against its hash.
# Does nothing when neither the Python nor the list has changed since the last time.
set -eu
cd "$(dirname "$0")/.."
python=""
for candidate in ${PYTHON:-} python3 python3.14 python3.13 python3.12 python3.11; do
    if command -v "$candidate" >/dev/null 2>&1 \
        && "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
        python=$candidate
        break
    fi
done
if [ -z "$python" ]; then
    found=$(python3 --version 2>/dev/null || echo "no Python at all")
    echo "PAsocial needs Python 3.11 or newer and found $found: install it, or name it with PYTHON=/path/to/python3." >&2
    exit 1
fi
# The Python that an active environment was made from: .venv must not be made from itself.
python=$("$python" -c 'import os, sys; base = getattr(sys, "_base_executable", ""); print(base if os.path.exists(base) else sys.executable)')
fingerprint=$({ cat requirements-dev.txt; "$python" -c 'import sys; print(sys.version, sys.prefix)'; } \
    | "$python" -c 'import hashlib, sys; print(hashlib.sha256(sys.stdin.buffer.read()).hexdigest())')
if [ -x .venv/bin/python ] && [ "$(cat .venv/.fingerprint 2>/dev/null || true)" = "$fingerprint" ]; then
    exit 0
fi
version() { "$1" -c 'import sys; print(sys.version_info[:3])' 2>/dev/null || echo none; }
if [ "$(version .venv/bin/python)" != "$(version "$python")" ]; then
    echo "Making the environment .venv with $("$python" --version)…"
    if ! "$python" -m venv --clear .venv; then
        echo "This Python cannot make environments: install its venv module (on Debian: apt-get install python3-venv)." >&2
        exit 1
    fi
fi
count=$(grep -c '==' requirements-dev.txt)
echo "Installing $count packages, each checked against its hash (a few minutes the first time)…"
.venv/bin/python -m pip install --disable-pip-version-check --no-deps --require-hashes \
    --only-binary :all: -r requirements-dev.txt >.venv/install.log 2>&1 </dev/null &
installer=$!
seconds=0
while kill -0 "$installer" 2>/dev/null; do
    sleep 1
    seconds=$((seconds + 1))
    if [ $((seconds % 10)) -eq 0 ]; then
        echo "  $(grep -c '^Collecting' .venv/install.log || true) of $count found after $seconds s"
    fi
done
if ! wait "$installer"; then
    tail -n 5 .venv/install.log >&2
    echo "The packages could not be installed (last lines above, all of them in .venv/install.log)." >&2
    .venv/bin/python tools/install_trouble.py .venv/install.log >&2
    exit 1
fi
printf '%s' "$fingerprint" >.venv/.fingerprint
