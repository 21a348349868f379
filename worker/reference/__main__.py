"""`python -m worker.reference`: serve MCP over stdio, or build the index ahead of time."""

import argparse
import logging
import sys
from pathlib import Path

from worker.reference.index import build, cache_folder, index_path


def main(arguments: list[str] | None = None) -> int:
    """Exit code 0 when the client closed stdin or the index was built."""
    parser = argparse.ArgumentParser(prog="python -m worker.reference", description=__doc__)
    parser.add_argument("--readonly", action="store_true", help="accepted for symmetry: this server only ever reads")
    parser.add_argument("--cache", type=Path, help="folder of the index (default: the user's cache folder)")
    parser.add_argument("--build", action="store_true", help="build the index if it is missing, then stop")
    options = parser.parse_args(arguments)
    logging.basicConfig(stream=sys.stderr, level=logging.WARNING, format="%(name)s: %(message)s")
    cache: Path = options.cache or cache_folder()
    if options.build:
        path = index_path(cache)
        if not path.exists():
            build(path)
        return 0
    # Imported here: it costs a second, which --build does not need.
    from worker.reference.server import build_server

    build_server(cache).run("stdio")
    return 0


if __name__ == "__main__":
    sys.exit(main())
