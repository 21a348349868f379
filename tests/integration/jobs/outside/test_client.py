"""The client against a real TLS server that stands for hosts of the internet; nothing leaves this machine."""

import socket
import ssl
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from jobs.outside.client import OutsideClient
from jobs.outside.errors import OutsideRefused, OutsideUnavailable

HOST = "hooks.example.com"
PUBLIC = "93.184.215.14"
LARGE = 100_000  # bytes


class Outside(BaseHTTPRequestHandler):
    """Says what it was asked, and leads astray where the path says so."""

    protocol_version = "HTTP/1.1"
    leads: ClassVar[dict[str, str]] = {}
    asked: ClassVar[list[tuple[str, str, str]]] = []

    def do_GET(self) -> None:
        self.asked.append((self.command, self.headers["Host"], self.path))
        length = int(self.headers.get("Content-Length", 0))
        body = self.rfile.read(length) or b"hello"
        if target := self.leads.get(self.path):
            self._answer(307, b"", Location=target)
        elif self.path == "/large":
            self._answer(200, b"x" * LARGE)
        elif self.path == "/compressed":
            self._answer(200, b"x", **{"Content-Encoding": "gzip"})
        elif self.path == "/slow":
            self._drip()
        else:
            self._answer(200, body)

    def do_POST(self) -> None:
        self.do_GET()

    def log_message(self, *_: object) -> None:
        """Quiet."""

    def _answer(self, status: int, body: bytes, **headers: str) -> None:
        self.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def _drip(self) -> None:
        """A byte now and then: no single wait is long."""
        self.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
        for _ in range(600):
            try:
                self.wfile.write(b"a")
            except OSError:
                return
            time.sleep(0.05)


@pytest.fixture(scope="module")
def certificate(tmp_path_factory) -> str:
    """A certificate for HOST, its own authority; the file has its key too."""
    key, name = ec.generate_private_key(ec.SECP256R1()), x509.Name([])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number(), now, now + timedelta(1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(HOST)]), critical=True)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    file = tmp_path_factory.mktemp("tls") / "hooks.pem"
    encoding = serialization.Encoding.PEM
    plain = serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    file.write_bytes(made.public_bytes(encoding) + key.private_bytes(encoding, *plain))
    return str(file)


@pytest.fixture(scope="module")
def port(certificate) -> Iterator[int]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    server = ThreadingHTTPServer(("127.0.0.1", 0), Outside)
    server.daemon_threads = True
    server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    yield server.server_address[1]
    server.shutdown()
    server.server_close()
    thread.join()


class Internet:
    """Names and what they answer, one lookup after the other; connections to PUBLIC come to the local server."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.names: dict[str, list[list[str]]] = {HOST: [[PUBLIC]]}
        self.connected: list[str] = []

    def resolve(self, host: str, port: int) -> list[str]:
        answers = self.names.get(host)
        if not answers:
            raise socket.gaierror(socket.EAI_NONAME, "unknown")
        return answers.pop(0) if len(answers) > 1 else answers[0]

    def connect(self, address: tuple[str, int], timeout: float) -> socket.socket:
        self.connected.append(address[0])
        return socket.create_connection(("127.0.0.1", self.port), timeout)


@pytest.fixture
def internet(port, monkeypatch) -> Internet:
    monkeypatch.setattr(Outside, "asked", [])
    return Internet(port)


@pytest.fixture
def client(internet, certificate) -> OutsideClient:
    return OutsideClient(
        resolve=internet.resolve, connect=internet.connect, authorities=certificate, seconds=3, answer_bytes=LARGE - 1
    )


def test_a_public_host_is_asked_by_its_name_at_the_address_that_was_checked(client, internet):
    answer = client.ask("POST", f"https://{HOST}/hook?a=b", body=b"event", headers={"X-Signature": "abc"})

    assert (answer.status, answer.content) == (200, b"event")
    assert internet.connected == [PUBLIC]
    assert Outside.asked == [("POST", HOST, "/hook?a=b")]


@pytest.mark.parametrize(
    "addresses",
    [["127.0.0.1"], ["169.254.169.254"], [PUBLIC, "10.0.0.1"], ["::ffff:127.0.0.1"], ["64:ff9b::7f00:1"], []],
    ids=str,
)
def test_a_name_of_addresses_that_are_not_all_public_is_not_asked(client, internet, addresses):
    internet.names[HOST] = [addresses]

    with pytest.raises(OutsideRefused, match=HOST):
        client.ask("GET", f"https://{HOST}/")
    assert internet.connected == []


def test_a_name_that_answers_differently_the_second_time_is_asked_once(client, internet):
    """Rebinding: what was checked is what is connected to; the next request looks again, and is refused."""
    internet.names[HOST] = [[PUBLIC], ["127.0.0.1"]]

    assert client.ask("GET", f"https://{HOST}/").status == 200
    with pytest.raises(OutsideRefused):
        client.ask("GET", f"https://{HOST}/")
    assert internet.connected == [PUBLIC]


@pytest.mark.parametrize(
    "target",
    [
        "https://127.0.0.1/",
        "https://[::1]/",
        "https://inside.example.com/",
        "http://hooks.example.com/",
        "https://user:password@hooks.example.com/",
        "https://hooks.example.com:22/",
        "https://localhost/",
        "file:///etc/passwd",
        "//127.0.0.1/",
        "/round",
    ],
)
def test_a_redirect_leads_nowhere_that_could_not_be_asked_itself(client, internet, monkeypatch, target):
    internet.names["inside.example.com"] = [["10.0.0.1"]]
    monkeypatch.setattr(Outside, "leads", {"/round": target})

    with pytest.raises(OutsideRefused):
        client.ask("GET", f"https://{HOST}/round")
    assert set(internet.connected) == {PUBLIC}


def test_a_redirect_to_a_public_place_is_followed_but_never_with_a_body(client, monkeypatch):
    monkeypatch.setattr(Outside, "leads", {"/old": "/new"})

    assert client.ask("GET", f"https://{HOST}/old").url == f"https://{HOST}/new"
    assert client.ask("POST", f"https://{HOST}/old", body=b"event").status == 307
    assert [path for *_, path in Outside.asked] == ["/old", "/new", "/old"]


def test_an_answer_that_is_too_large_or_compressed_is_not_read(client):
    with pytest.raises(OutsideRefused, match="99,999 bytes"):
        client.ask("GET", f"https://{HOST}/large")
    with pytest.raises(OutsideRefused, match="compressed"):
        client.ask("GET", f"https://{HOST}/compressed")


def test_who_sends_a_byte_now_and_then_is_cut_off(internet, certificate):
    hurried = OutsideClient(resolve=internet.resolve, connect=internet.connect, authorities=certificate, seconds=0.4)
    began = time.monotonic()

    with pytest.raises(OutsideUnavailable):
        hurried.ask("GET", f"https://{HOST}/slow")
    assert time.monotonic() - began < 15


def test_a_certificate_of_another_name_or_of_nobody_we_know_is_refused(client, internet):
    internet.names["other.example.com"] = [[PUBLIC]]

    with pytest.raises(OutsideUnavailable):
        client.ask("GET", "https://other.example.com/")
    with pytest.raises(OutsideUnavailable):
        OutsideClient(resolve=internet.resolve, connect=internet.connect).ask("GET", f"https://{HOST}/")
    assert Outside.asked == []


def test_what_does_not_answer_says_no_more_than_that(client, internet, monkeypatch):
    with pytest.raises(OutsideUnavailable) as unknown:
        client.ask("GET", "https://unknown.example.com/")
    monkeypatch.setattr(internet, "port", 9)
    with pytest.raises(OutsideUnavailable) as closed:
        client.ask("GET", f"https://{HOST}/")

    assert str(unknown.value) == str(closed.value)


def test_the_environments_proxy_is_not_used(client, internet, monkeypatch):
    for name in ("https_proxy", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")

    assert client.ask("GET", f"https://{HOST}/").status == 200
    assert internet.connected == [PUBLIC]
