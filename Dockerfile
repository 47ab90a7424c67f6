# The product without the embedded servers, tests and tools: see docker-compose.yml for what runs beside it.
FROM python:3.13-slim

# Pango draws the text of the PDF reports; it is the one system library the product needs.
RUN apt-get update \
    && apt-get install -y --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --no-create-home --shell /usr/sbin/nologin inburgering

WORKDIR /app
ENV PYTHONUNBUFFERED=1 OPENBLAS_NUM_THREADS=1 OMP_NUM_THREADS=1 INBURGERING_MODUS=productie HOME=/tmp XDG_CACHE_HOME=/tmp

COPY requirements.lock ./
RUN pip install --no-cache-dir --no-deps --require-hashes -r requirements.lock

COPY manage.py pyproject.toml LICENSE ./
COPY inburgering inburgering
COPY regions regions
COPY procurement procurement
COPY trajectories trajectories
COPY templates templates
COPY static static
# Settings want these two to be there; nothing connects while static files are collected.
RUN SECRET_KEY=only-while-building FIELD_KEYS=1:b25seS13aGlsZS1idWlsZGluZy10aGUtaW1hZ2UtLS0= DATABASE_URL=postgresql:///none python manage.py collectstatic --noinput

USER inburgering
EXPOSE 8000
CMD ["gunicorn", "inburgering.wsgi", "--bind", "0.0.0.0:8000", "--workers", "3", "--threads", "4", "--preload", \
     "--no-control-socket", "--worker-tmp-dir", "/dev/shm", "--graceful-timeout", "10", "--timeout", "30", \
     "--max-requests", "2000", "--max-requests-jitter", "200"]
