"""Serve AWS knowledge over MCP, offline: search, pages, regions, facts, quotas, prices and patterns."""

import argparse
import gc
import logging
import sys
from pathlib import Path

from worker.reference.index import cache_folder, index_path

EPILOG = """\
Without --http it talks over stdin and stdout, as MCP clients start it:

  {"mcpServers": {"aws-reference": {"command": "python", "args": ["-m", "worker.reference"]}}}

With --http 127.0.0.1:8931 it listens there, and clients connect to http://127.0.0.1:8931/mcp. It asks nobody to
sign in: leave it on the loopback address, or put a proxy before it that does.

What it knows is in one SQLite file, built at the first start (about five seconds) or with --build, anew for each
version of its sources. docs/reference-server.md tells of every tool.
"""


def main(arguments: list[str] | None = None) -> int:
    """Exit code 0 when the client closed stdin, the server was told to stop, or the index was built."""
    options = _parser().parse_args(arguments)
    logging.basicConfig(stream=sys.stderr, level=logging.WARNING, format="%(name)s: %(message)s")
    cache: Path = options.cache or cache_folder()
    if options.build:
        path = index_path(cache)
        if not path.exists():
            from worker.reference.build import build

            build(path)
        return 0
    # Imported here: it costs most of a second, which --build and --help do not need. The forms of the protocol are
    # thousands of objects that all stay, so looking for garbage among them is a tenth of it.
    gc.disable()
    from worker.reference.server import build_server

    server = build_server(cache)
    gc.enable()
    gc.freeze()
    if options.http:
        host, port = options.http
        sys.stderr.write(f"serving MCP at http://{f'[{host}]' if ':' in host else host}:{port}/mcp\n")
        server.run("streamable-http", host=host, port=port)
    else:
        server.run("stdio")
    return 0


def address(text: str) -> tuple[str, int]:
    """`127.0.0.1:8931`, `[::1]:8931`. Raises argparse.ArgumentTypeError."""
    host, colon, port = text.rpartition(":")
    if not (colon and host and port.isdecimal() and int(port) < 1 << 16):
        raise argparse.ArgumentTypeError(f"{text!r} is not HOST:PORT with a port up to 65535")
    return host.strip("[]"), int(port)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m worker.reference",
        description=__doc__,
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--http", type=address, metavar="HOST:PORT", help="listen for streamable HTTP at /mcp there")
    parser.add_argument("--cache", type=Path, metavar="FOLDER", help="of the index (default: ~/.cache/groundplan)")
    parser.add_argument("--build", action="store_true", help="build the index if it is missing, then stop")
    parser.add_argument("--readonly", action="store_true", help="accepted for symmetry: this server only ever reads")
    return parser


if __name__ == "__main__":
    sys.exit(main())
