#!/bin/sh
# Writes sbom.cdx.json (CycloneDX): every package of the image with version, hashes, licence and what it needs.
# Licences are read from the packages themselves, so they are unpacked once into a temporary folder.
set -eu
cd "$(dirname "$0")/.."
unpacked=$(mktemp -d)
trap 'rm -rf "$unpacked"' EXIT
echo "Reading the licences of $(grep -c '==' requirements-image.txt) packages…"
if ! .venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-compile --require-hashes \
    --only-binary :all: --target "$unpacked" -r requirements-image.txt >"$unpacked/install.log" 2>&1; then
    tail -n 5 "$unpacked/install.log" >&2
    .venv/bin/python tools/install_trouble.py "$unpacked/install.log" >&2
    exit 1
fi
.venv/bin/python tools/sbom.py "$unpacked" sbom.cdx.json
