"""A server that keeps what is posted to it: in the place of who collects traces and error reports."""

import gzip
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Receiver:
    """`url` is where it listens; `posted` holds path, headers and body of each request."""

    def __init__(self) -> None:
        self.posted: list[tuple[str, dict[str, str], bytes]] = []
        self.arrived = threading.Condition()
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                if self.headers.get("Content-Encoding") == "gzip":
                    body = gzip.decompress(body)
                with outer.arrived:
                    outer.posted.append((self.path, dict(self.headers), body))
                    outer.arrived.notify_all()
                self.send_response(200)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *_: object) -> None:
                """Nothing."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"127.0.0.1:{self._server.server_port}"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True)

    def wait_for(self, count: int) -> list[tuple[str, dict[str, str], bytes]]:
        """Return what was posted, once it is so many."""
        with self.arrived:
            assert self.arrived.wait_for(lambda: len(self.posted) >= count, timeout=30), "it never arrived"
            return list(self.posted)


@contextmanager
def receiver() -> Iterator[Receiver]:
    """One that listens until the end."""
    made = Receiver()
    made._thread.start()
    try:
        yield made
    finally:
        made._server.shutdown()
        made._server.server_close()
        made._thread.join()
