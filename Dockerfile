# One image for every part of the office: web, streams, worker, beat and the administrative commands.
FROM python:3.11-slim-bookworm AS packages
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
COPY requirements-image.txt /tmp/
RUN python -m venv /opt/venv \
    && /opt/venv/bin/pip install --no-deps --require-hashes --only-binary :all: -r /tmp/requirements-image.txt

FROM python:3.11-slim-bookworm
RUN groupadd --system --gid 10001 pasocial \
    && useradd --system --uid 10001 --gid pasocial --no-create-home --shell /usr/sbin/nologin pasocial \
    && install -d -o pasocial -g pasocial -m 0750 /var/lib/pasocial
ENV PATH=/opt/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    STATE_DIR=/var/lib/pasocial \
    STATIC_ROOT=/srv/static
COPY --from=packages /opt/venv /opt/venv
WORKDIR /srv/pasocial
# What is inside, for whoever must answer for it (`make sbom`).
COPY manage.py requirements.txt sbom.cdx.json ./
COPY pasocial pasocial
COPY desks desks
COPY foia foia
COPY templates templates
COPY deploy/start.sh /usr/local/bin/pasocial
# Development settings only for these two steps: they need no secret and reach nothing.
RUN STATE_DIR=/tmp/building DJANGO_SETTINGS_MODULE=pasocial.config.settings.dev \
    sh -c 'python manage.py translations --compile && python manage.py collectstatic --no-input --verbosity 0' \
    && rm -rf /tmp/building
ENV DJANGO_SETTINGS_MODULE=pasocial.config.settings.prod
USER pasocial
VOLUME /var/lib/pasocial
EXPOSE 8000 8001
ENTRYPOINT ["pasocial"]
CMD ["web"]
# Kept by Docker alone: builders of OCI images drop it, so docker-compose.yml says it again, and docs/deploy.md how
# Podman and Kubernetes ask.
HEALTHCHECK --interval=15s --timeout=5s --start-period=40s CMD ["pasocial", "health"]
