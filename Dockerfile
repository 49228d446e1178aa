# `zedo serve` on CPUs. docs/service.md says how to build and run it.
FROM python:3.11-slim AS build
WORKDIR /source
COPY pyproject.toml README.md LICENSE NOTICE ./
COPY src src
RUN pip wheel --no-cache-dir --no-deps --wheel-dir /wheels .

FROM python:3.11-slim
COPY constraints.txt /tmp/
# torch first, from the index of builds without CUDA; the rest then finds it installed.
RUN pip install --no-cache-dir --constraint /tmp/constraints.txt --index-url https://download.pytorch.org/whl/cpu torch
COPY --from=build /wheels /tmp/wheels
RUN wheel="$(ls /tmp/wheels/zedo-*.whl)" \
    && pip install --no-cache-dir --constraint /tmp/constraints.txt "${wheel}[serve,openvino]" \
    && rm -r /tmp/wheels /tmp/constraints.txt \
    && useradd --create-home --uid 1000 zedo
USER zedo
WORKDIR /home/zedo
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/health', timeout=4)"]
ENTRYPOINT ["zedo", "serve", "--host", "0.0.0.0", "--port", "8000"]
