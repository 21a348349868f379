# The web tier's image: web, live, mcp, chores and migrations, each a command (terraform/modules/web/tasks.tf). Pages are not in it: CloudFront has them.

FROM public.ecr.aws/docker/library/python:3.11-slim-bookworm AS packages
COPY requirements.txt /
# Every package is pinned with its hash.
RUN python -m venv /opt/venv && /opt/venv/bin/pip install --no-cache-dir --require-hashes -r /requirements.txt

FROM public.ecr.aws/docker/library/python:3.11-slim-bookworm
ENV PATH=/opt/venv/bin:$PATH PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1 BIND_HOST=0.0.0.0
WORKDIR /srv/groundplan
COPY --from=packages /opt/venv /opt/venv
COPY models.yaml mcp_servers.yaml mcp_tools.lock.yaml ./
COPY jobs jobs
COPY web web
# The root file system is read-only; what is written for a moment goes here.
VOLUME /tmp
USER 10001:10001
EXPOSE 8080
HEALTHCHECK --interval=15s --timeout=3s CMD ["python", "-c", "import urllib.request as u; u.urlopen('http://127.0.0.1:8080/healthz', timeout=2)"]
CMD ["gunicorn", "-c", "web/gunicorn.conf.py", "web.wsgi:app"]
