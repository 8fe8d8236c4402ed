# The embedded service: one process, one volume. See docker-compose.yml.
FROM python:3.11-slim AS build
WORKDIR /src
COPY requirements.lock pyproject.toml README.md LICENSE CHANGELOG.md ./
RUN python -m venv /kindly && /kindly/bin/pip install --no-cache-dir --require-hashes -r requirements.lock
COPY service service
COPY dashboards dashboards
COPY snippets/dist snippets/dist
RUN /kindly/bin/pip install --no-cache-dir --no-deps --no-build-isolation .

FROM python:3.11-slim
RUN useradd --system --uid 10001 kindly && install -d -o kindly /data
COPY --from=build /kindly /kindly
ENV PATH=/kindly/bin:$PATH KINDLY_DATA=/data KINDLY_HOST=0.0.0.0 KINDLY_PORT=8000
USER kindly
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=3s CMD \
    ["python", "-c", "import urllib.request as u; u.urlopen('http://127.0.0.1:8000/ready', timeout=2)"]
CMD ["kindly", "serve"]
