"""Is an installation well? Asked of a real server."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from stack.delivery.health import Health
from stack.delivery.step import DeliveryFailed

INDEX = '<script type="module" src="/assets/page-AAAAAAAA.js"></script><link href="/assets/page-BBBBBBBB.css">'


class Site:
    """What it answers, by path: statuses in order, the last of them for ever."""

    def __init__(self) -> None:
        self.statuses: dict[str, list[int]] = {"/": [200], "/readyz": [200]}
        self.asked: list[str] = []


@pytest.fixture
def site() -> Iterator[tuple[Site, str]]:
    it = Site()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            it.asked.append(self.path)
            statuses = it.statuses.get(self.path, [404])
            self.send_response(statuses.pop(0) if len(statuses) > 1 else statuses[0])
            self.end_headers()
            self.wfile.write(INDEX.encode() if self.path == "/" else b"words")

        def log_message(self, *_arguments: object) -> None:
            return None

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield it, f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def health(url: str) -> Health:
    return Health(url, sleep=lambda _seconds: None)


def test_three_good_answers_in_a_row_are_wanted(site: tuple[Site, str]) -> None:
    it, url = site
    it.statuses["/readyz"] = [200, 200, 503, 200]
    health(url).check()
    assert it.asked == ["/readyz"] * 6


def test_who_never_becomes_ready_is_named_with_what_it_says(site: tuple[Site, str]) -> None:
    it, url = site
    it.statuses["/readyz"] = [503]
    with pytest.raises(DeliveryFailed, match="does not become ready: 503 words"):
        health(url).check()


def test_the_page_must_be_the_one_that_was_uploaded_and_find_what_it_names(
    site: tuple[Site, str], tmp_path: Path
) -> None:
    it, url = site
    (tmp_path / "index.html").write_text(INDEX)
    with pytest.raises(DeliveryFailed, match=r"page-AAAAAAAA\.js, which the page needs: 404"):
        health(url).check_pages(tmp_path)
    it.statuses |= {"/assets/page-AAAAAAAA.js": [200], "/assets/page-BBBBBBBB.css": [200]}
    health(url).check_pages(tmp_path)
    (tmp_path / "index.html").write_text(INDEX.replace("AAAAAAAA", "CCCCCCCC"))
    with pytest.raises(DeliveryFailed, match="not the page that was uploaded"):
        health(url).check_pages(tmp_path)


def test_nobody_there_is_a_fault(site: tuple[Site, str]) -> None:
    with pytest.raises(DeliveryFailed, match="does not become ready"):
        health("http://127.0.0.1:9").check()
