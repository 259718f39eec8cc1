#!/bin/sh
# Compiles pyproject.toml into lists of exact versions with hashes: runtime, image (with S3), development.
set -eu
cd "$(dirname "$0")/.."
compile() {
    .venv/bin/python -m piptools compile --quiet --allow-unsafe --generate-hashes --strip-extras \
        --no-emit-find-links --no-emit-index-url --no-emit-trusted-host "$@" pyproject.toml
}
compile --output-file=requirements.txt
compile --extra=s3 --constraint=requirements.txt --output-file=requirements-image.txt
compile --extra=dev --constraint=requirements.txt --output-file=requirements-dev.txt
