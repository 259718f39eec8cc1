#!/bin/sh
# Starts one part of the office in a container: web, streams, worker, beat, migrate, health, or any manage.py command.
set -eu
part=${1:-web}
[ $# -gt 0 ] && shift
# The part is remembered so that `health` asks the right question of each container.
mark=/tmp/pasocial-part
case $part in
web)
    echo web >"$mark"
    # Lines are cheap and threads are not: requests come in whole before a thread sees them (docs/decisions/0002).
    ulimit -n "$(ulimit -Hn)" 2>/dev/null || true
    exec granian --interface asginl --host 0.0.0.0 --port 8000 --log-level warning \
        --http 1 --no-ws --http1-header-read-timeout 15000 --backlog 4096 --backpressure 8000 \
        --workers "${WEB_WORKERS:-2}" --respawn-failed-workers --workers-lifetime 6h --workers-kill-timeout 20 \
        pasocial.config.pages:application
    ;;
streams)
    echo streams >"$mark"
    ulimit -n "$(ulimit -Hn)" 2>/dev/null || true
    exec granian --interface asgi --host 0.0.0.0 --port 8001 --log-level warning \
        --http 1 --no-ws --http1-header-read-timeout 15000 --backlog 4096 --backpressure 8000 \
        --workers "${STREAM_WORKERS:-1}" --respawn-failed-workers --workers-kill-timeout 5 \
        pasocial.config.asgi:application
    ;;
worker)
    echo worker >"$mark"
    exec celery -A pasocial.config.celery:app worker --loglevel WARNING \
        --concurrency "${WORKER_CONCURRENCY:-2}" --max-tasks-per-child 1000
    ;;
beat)
    echo beat >"$mark"
    exec celery -A pasocial.config.celery:app beat --loglevel WARNING --pidfile= --schedule /tmp/beat-schedule
    ;;
migrate)
    exec python manage.py migrate --no-input
    ;;
health)
    case $(cat "$mark" 2>/dev/null || echo web) in
    web) port=8000 ;;
    streams) port=8001 ;;
    worker)
        exec celery -A pasocial.config.celery:app inspect ping --timeout 5 --destination "celery@$(hostname)"
        ;;
    beat)
        # Beat writes its schedule at least every three minutes.
        test -n "$(find /tmp -maxdepth 1 -name 'beat-schedule*' -mmin -10)"
        exit
        ;;
    esac
    exec python -c "
import sys, urllib.request
sys.exit(urllib.request.urlopen('http://127.0.0.1:$port/healthz', timeout=4).status != 200)"
    ;;
*)
    exec python manage.py "$part" "$@"
    ;;
esac
