"""Mails over a real SMTP server: TLS with a certificate that is verified, no password in the clear, and answers."""

import ssl
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.policy import default
from ipaddress import IPv4Address
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, LoginPassword
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from jobs.mail.errors import MailDelayed, MailRefused
from jobs.mail.message import Mail, Picture
from jobs.mail.smtp import SmtpTransport
from jobs.mail.smtp_server import SmtpServer, read_server

HOST = "127.0.0.1"


class Handler:
    """Keeps what it is given, and answers as it is told to."""

    def __init__(self) -> None:
        self.kept: list[Any] = []
        self.answer = "250 OK"
        self.logins: list[bytes] = []

    async def handle_RCPT(self, _server: Any, _session: Any, envelope: Any, address: str, _options: Any) -> str:
        if address.startswith("nobody"):
            return "550 no such mailbox"
        if address.startswith("full"):
            return "452 try later"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:
        if self.answer.startswith("250"):
            self.kept.append(envelope)
        return self.answer

    def authenticate(self, *arguments: Any) -> AuthResult:
        given = arguments[-1]
        assert isinstance(given, LoginPassword)
        self.logins.append(given.password)
        return AuthResult(success=given.password == b"secret", handled=False)


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Of 127.0.0.1, signed by itself: key and certificate in one file."""
    key, now = generate_private_key(SECP256R1()), datetime.now(UTC)
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, HOST)])
    builder = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    builder = (
        builder.serial_number(1).not_valid_before(now - timedelta(days=1)).not_valid_after(now + timedelta(days=1))
    )
    builder = builder.add_extension(x509.SubjectAlternativeName([x509.IPAddress(IPv4Address(HOST))]), critical=False)
    builder = builder.add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
    path = tmp_path_factory.mktemp("smtp") / "server.pem"
    private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    path.write_bytes(private + builder.sign(key, SHA256()).public_bytes(Encoding.PEM))
    return path


@pytest.fixture(scope="module")
def trusting(certificate: Path) -> ssl.SSLContext:
    return ssl.create_default_context(cafile=str(certificate))


@pytest.fixture
def handler() -> Handler:
    return Handler()


@pytest.fixture
def serve(handler: Handler, certificate: Path) -> Callable[..., Any]:
    """Run a server on a free port; yields its URL's end, `host:port`."""

    @contextmanager
    def run(*, at_once: bool = False, starttls: bool = True, auth: bool = False) -> Iterator[str]:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        more: dict[str, Any] = {"authenticator": handler.authenticate} if auth else {}
        if at_once:
            more["ssl_context"] = context
        elif starttls:
            more |= {"tls_context": context, "require_starttls": True}
        controller = _FreePort(handler, hostname=HOST, port=0, auth_require_tls=starttls and not at_once, **more)
        controller.start()
        try:
            yield f"{HOST}:{controller.bound}"
        finally:
            controller.stop()

    return run


class _FreePort(Controller):
    """On the port that the system gives."""

    bound = 0

    def _trigger_server(self) -> None:
        self.bound = self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


def mail(to: str = "ada@example.com", **changed: Any) -> Mail:
    given: dict[str, Any] = {
        "text": "Hello.\n",
        "html": '<img src="cid:diagram">',
        "pictures": (Picture("diagram", b"png"),),
    }
    return Mail(id=uuid4(), kind="quota", to=to, subject="Größe: 80 %", **{**given, **changed})


def sending(url: str, context: ssl.SSLContext | None) -> SmtpTransport:
    return SmtpTransport(read_server(url), sender="us@groundplan.example.com", context=context)


@pytest.mark.parametrize("scheme", ["smtp", "smtps"])
def test_mails_go_over_tls_with_a_password_on_one_connection(
    scheme: str, serve: Callable[..., Any], handler: Handler, trusting: ssl.SSLContext
) -> None:
    with serve(at_once=scheme == "smtps", auth=True) as where:
        transport = sending(f"{scheme}://us:secret@{where}", trusting)
        for _ in range(2):
            transport.send(mail())
        transport.close()
        transport.send(mail())
        transport.close()
    assert handler.logins == [b"secret", b"secret"]
    assert len(handler.kept) == 3
    message = message_from_bytes(handler.kept[0].content, policy=default)
    assert (message["Subject"], message["To"]) == ("Größe: 80 %", "ada@example.com")
    assert [part.get_content_type() for part in message.walk()] == [
        "multipart/alternative",
        "text/plain",
        "multipart/related",
        "text/html",
        "image/png",
    ]


def test_a_certificate_that_nobody_vouches_for_or_a_wrong_password_only_delays(
    serve: Callable[..., Any], handler: Handler, trusting: ssl.SSLContext
) -> None:
    with serve(auth=True) as where:
        with pytest.raises(MailDelayed, match="SSLCertVerificationError"):
            sending(f"smtp://us:secret@{where}", None).send(mail())
        with pytest.raises(MailDelayed, match="SSLCertVerificationError"):
            sending(f"smtp://us:secret@{where.replace(HOST, 'localhost')}", trusting).send(mail())
        assert handler.logins == []
        with pytest.raises(MailDelayed, match="SMTPAuthenticationError") as refused:
            sending(f"smtp://us:letmein@{where}", trusting).send(mail())
    assert "letmein" not in refused.value.message
    assert handler.kept == []


def test_without_starttls_nothing_is_sent_but_on_this_machine(
    serve: Callable[..., Any], handler: Handler, monkeypatch: pytest.MonkeyPatch
) -> None:
    with serve(starttls=False, auth=True) as where:
        with closing(sending(f"smtp://us:secret@{where}", None)) as transport:
            transport.send(mail())
        monkeypatch.setattr(SmtpServer, "is_here", property(lambda _: False))
        with pytest.raises(MailDelayed, match="SMTPNotSupportedError"):
            sending(f"smtp://us:secret@{where}", None).send(mail())
    assert len(handler.kept) == len(handler.logins) == 1


def test_what_the_server_answers_says_whether_to_try_again(serve: Callable[..., Any], handler: Handler) -> None:
    with serve(starttls=False) as where:
        transport = sending(f"smtp://{where}", None)
        for address, error in {
            "nobody@example.com": MailRefused,
            "full@example.com": MailDelayed,
            "ada@example.com\r\nDATA": MailRefused,
        }.items():
            with pytest.raises(error) as told:
                transport.send(mail(address))
            assert "example.com" not in told.value.message
        for answer, error in {"554 spam": MailRefused, "451 later": MailDelayed}.items():
            handler.answer = answer
            with pytest.raises(error):
                transport.send(mail())
        handler.answer = "250 OK"
        transport.send(mail())
    assert len(handler.kept) == 1
    with pytest.raises(MailDelayed):
        transport.send(mail())
    with pytest.raises(MailDelayed):
        sending(f"smtp://{where}", None).send(mail())
