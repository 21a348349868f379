"""Requests that no client of HTTP sends, byte by byte to the real processes: each is refused, and answered once."""

import socket
from urllib.parse import urlsplit

import pytest

from stack.testing.processes import Programs

PATIENCE = 5
"""Seconds without a byte until the rest of an answer counts as none."""
SECOND = b"GET /healthz HTTP/1.1\r\nHost: groundplan.test\r\n\r\n"
"""What a proxy would take for a part of the body of the request before it."""
POST = b"POST /mcp HTTP/1.1\r\nHost: groundplan.test\r\nContent-Type: application/json\r\n"
"""A path that two of the processes serve, and the third refuses; what is tried here comes before the path."""
PROCESSES = ("web", "live", "mcp")


def get(*headers: bytes, path: bytes = b"/healthz") -> bytes:
    """A request whose connection ends with its answer."""
    first = b"GET " + path + b" HTTP/1.1"
    return b"\r\n".join([first, b"Host: groundplan.test", b"Connection: close", *headers, b"", b""])


@pytest.fixture(scope="module")
def addresses(environment, tmp_path_factory):
    """Where each process listens."""
    started = Programs(tmp_path_factory.mktemp("processes"))
    try:
        for name in PROCESSES:
            started.start(name, environment)
        yield {name: urlsplit(environment[f"{name.upper()}_URL"]) for name in PROCESSES}
    finally:
        print(started.logs())  # noqa: T201 - pytest shows it with a failed test
        started.kill_all()


@pytest.fixture
def send(addresses):
    """Send bytes; all that comes back until the server is silent or ends it."""

    def exchange(content: bytes, process: str = "web") -> bytes:
        answer, address = b"", addresses[process]
        with socket.create_connection((address.hostname, address.port), PATIENCE) as connection:
            try:
                connection.sendall(content)
                connection.shutdown(socket.SHUT_WR)
                while part := connection.recv(65536):
                    answer += part
            except OSError:
                pass  # it did not want to hear the rest
        return answer

    return exchange


def status_of(answer: bytes) -> int:
    return int(answer.split(b" ", 2)[1])


SMUGGLED = {
    "two lengths": POST + b"Content-Length: 0\r\nContent-Length: 50\r\n\r\n" + SECOND,
    "a list of lengths": POST + b"Content-Length: 0, 50\r\n\r\n" + SECOND,
    "a signed length": POST + b"Content-Length: +0\r\n\r\n" + SECOND,
    "a length in hex": POST + b"Content-Length: 0x0\r\n\r\n" + SECOND,
    "a negative length": POST + b"Content-Length: -1\r\n\r\n" + SECOND,
    "a length and chunks": POST + b"Content-Length: 50\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + SECOND,
    "chunks and a length": POST + b"Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n" + SECOND,
    "chunks by another name": POST + b"Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n" + SECOND,
    "chunks that are not last": POST + b"Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n" + SECOND,
    "chunks twice": POST + b"Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + SECOND,
    "a blank before the colon": POST + b"Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n" + SECOND,
    "a tab in a name": POST + b"Transfer-Encoding\t: chunked\r\n\r\n0\r\n\r\n" + SECOND,
    "a chunk of a wrong length": POST + b"Transfer-Encoding: chunked\r\n\r\n-1\r\n\r\n" + SECOND,
    "a chunk's length with a prefix": POST + b"Transfer-Encoding: chunked\r\n\r\n0x0\r\n\r\n" + SECOND,
}


@pytest.mark.parametrize("process", PROCESSES)
@pytest.mark.parametrize("content", SMUGGLED.values(), ids=SMUGGLED.keys())
def test_a_request_hidden_in_anothers_body_is_not_answered(send, content, process):
    answer = send(content, process)

    assert answer.count(b"X-Request-ID: ") <= 1  # which answers of the application have
    assert b"HTTP/1.1 200" not in answer
    assert not answer or 400 <= status_of(answer) < 502


@pytest.mark.parametrize("process", ["web", "live"])
def test_a_folded_header_is_refused(send, process):
    """Not by the MCP process: it reads the second line as the first one's end, as RFC 9112 allows."""
    answer = send(POST + b"X: a\r\n Transfer-Encoding: chunked\r\nContent-Length: 0\r\n\r\n" + SECOND, process)

    assert b"HTTP/1.1 200" not in answer


LARGE = {
    "line": get(path=b"/" + b"a" * 100_000),
    "header": get(b"X-Large: " + b"a" * 100_000),
    "cookie": get(b"Cookie: " + b"groundplan_access=a; " * 10_000),
    "many headers": get(*(b"X-%d: a" % number for number in range(1_000))),
    "header's name": get(b"X" * 100_000 + b": a"),
}


@pytest.mark.parametrize("process", PROCESSES)
@pytest.mark.parametrize("content", LARGE.values(), ids=LARGE.keys())
def test_a_head_without_end_is_refused(send, content, process):
    answer = send(content, process)

    assert not answer or 400 <= status_of(answer) < 500
    assert len(answer) < 2_000


ECHOED = (b"X-Request-ID: trace-12345", b"Origin: null", b"Host: a", b"X-Forwarded-For: 1.2.3.4", b"If-None-Match: a")
"""Headers whose value might come back in an answer or in the log."""


@pytest.mark.parametrize("process", PROCESSES)
@pytest.mark.parametrize("end", [b"\r", b"\n", b"\0", b"\r\n ", b"%0d%0a", "\u560d\u560a".encode()], ids=repr)
def test_a_header_with_a_line_in_it_adds_none_to_the_answer(send, process, end):
    for header in ECHOED:
        for path in (b"/api/v1/session", b"/live", b"/mcp"):
            head = send(get(header + end + b"Set-Cookie: a=b", path=path), process).partition(b"\r\n\r\n")[0]
            assert b"\nset-cookie" not in head.lower().replace(b"\r", b"\n"), (header, path)


@pytest.mark.parametrize("process", PROCESSES)
def test_a_path_or_a_query_with_a_line_in_it_adds_no_header(send, process):
    for place in (b"/auth/login?next=/%0d%0aSet-Cookie:%20a=b", b"/%0d%0aSet-Cookie:a=b", b"/mcp/%0d%0aSet-Cookie:a=b"):
        for path in (place, place.replace(b"%0d%0a", b"%E5%98%8D%E5%98%8A"), place.replace(b"%0d%0a", b"\n")):
            head = send(get(path=path), process).partition(b"\r\n\r\n")[0]
            assert b"\nset-cookie: a" not in head.lower().replace(b"\r", b"\n"), path


@pytest.mark.parametrize("process", PROCESSES)
@pytest.mark.parametrize("method", [b"TRACE", b"CONNECT", b"TRACK", b"PROPFIND", b"get"])
def test_a_method_that_nobody_needs_repeats_nothing(send, process, method):
    answer = send(get(b"Cookie: groundplan_access=secret", path=b"/mcp").replace(b"GET", method, 1), process)

    assert not answer or 400 <= status_of(answer) < 502
    assert b"secret" not in answer


@pytest.mark.parametrize(
    "path",
    [
        b"/assets/../../pyproject.toml",
        b"/assets/..%2f..%2fpyproject.toml",
        b"/assets/%2e%2e/%2e%2e/pyproject.toml",
        b"/assets/..%5c..%5cpyproject.toml",
        b"/assets//etc/passwd",
        b"//etc/passwd",
        b"/../../../../etc/passwd",
        b"/%00/etc/passwd.txt",
        b"/assets/..%c0%af..%c0%afetc/passwd",
        b"/assets/%252e%252e/%252e%252e/pyproject.toml",
        b"/.git/config",
        b"/assets/",
        b"/api/v1/docs/..%2f..%2fwsgi.py",
        b"file:///etc/passwd",
    ],
)
def test_no_path_leads_out_of_the_pages_folder(send, path):
    answer = send(get(path=path))

    assert b"[project]" not in answer
    assert b"root:" not in answer
    assert b"create_app" not in answer
    assert status_of(answer) in {200, 308, 400, 404}


@pytest.mark.parametrize(
    "content",
    [
        get(b"X-Forwarded-Host: evil.example", path=b"//evil.example/%2f.."),
        get(b"X-Forwarded-Host: evil.example", path=b"/api//v1/session"),
        get(path=b"http://evil.example/auth/login?next=//evil.example"),
        get(path=b"/auth/login?next=https://evil.example").replace(b"groundplan.test", b"evil.example"),
        get(path=b"/api//v1/session").replace(b"groundplan.test", b"evil.example"),
    ],
)
def test_no_header_and_no_path_sends_a_browser_to_another_site(send, content):
    head = send(content).partition(b"\r\n\r\n")[0]

    assert b"evil.example" not in head


@pytest.mark.parametrize("process", PROCESSES)
def test_the_server_tells_nothing_of_itself_and_still_answers(send, process):
    answer = send(get(), process)

    assert status_of(answer) == 200
    assert b"python" not in answer.lower()
    assert b"uvicorn" not in answer.lower()
