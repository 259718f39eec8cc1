#!/bin/sh
# Compiles pyproject.toml into lists of exact versions with hashes: runtime with its engines, image (with S3 and without
# engines), development, mutants.
# Resolved for the oldest Python promised, whichever Python runs this, and for every system alike. What is pinned
# stays as it is unless UPGRADE=1 asks for the newest.
set -eu
cd "$(dirname "$0")/.."
oldest=$(sed -n 's/^requires-python = ">=\(.*\)"$/\1/p' pyproject.toml)
compile() {
    .venv/bin/python -m uv pip compile --quiet --universal --fork-strategy fewest --python-version "$oldest" \
        --generate-hashes --no-emit-index-url --no-emit-find-links --no-header ${UPGRADE:+--upgrade} "$@" pyproject.toml
}
compile --extra=embedded --output-file=requirements.txt
compile --extra=s3 --constraint=requirements.txt --output-file=requirements-image.txt
compile --extra=dev --extra=embedded --constraint=requirements.txt --output-file=requirements-dev.txt
compile --extra=mutants --constraint=requirements-dev.txt --output-file=requirements-mutants.txt
