FROM python:3.11-slim

# The operating system's certificates are what the model client trusts, not certifi's.
RUN apt-get update \
    && apt-get install -y --no-install-recommends ca-certificates tzdata \
    && rm -rf /var/lib/apt/lists/*

RUN useradd --create-home paperboy && install --directory --owner paperboy /data
WORKDIR /app

# The libraries first: they change less often than the code.
COPY requirements.lock ./
RUN python3 -m venv .venv && .venv/bin/pip install -q -r requirements.lock

COPY pyproject.toml README.md LICENSE ./
COPY config config
COPY bot bot
RUN .venv/bin/pip install -q --no-deps --no-build-isolation -e .

USER paperboy
ENV PAPERBOY_DATA_DIR=/data
VOLUME /data
ENTRYPOINT ["/app/.venv/bin/paperboy"]
CMD ["run"]
