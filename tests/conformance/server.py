"""`python -m tests.conformance.server HOST:PORT`: the reference server with the suite's samples beside its tools."""

import sys

from tests.conformance.samples import add_samples
from worker.reference.__main__ import address
from worker.reference.index import cache_folder
from worker.reference.server import build_server


def main(host: str, port: int) -> None:
    """Until it is told to stop."""
    server = build_server(cache_folder())
    add_samples(server)
    server.run("streamable-http", host=host, port=port)


if __name__ == "__main__":
    main(*address(sys.argv[1]))
