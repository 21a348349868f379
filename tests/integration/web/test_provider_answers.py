"""What comes back from the sign-in provider is believed only as far as its signature and its claims go.

The provider here is a stand-in that answers as it is told, with a key of its own.
"""

import base64
import hashlib
import hmac
import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit
from uuid import uuid4

import pytest
from joserfc import jwt
from joserfc.jwk import OctKey, RSAKey

from web.app import create_app
from web.services import connect

KEY = RSAKey.generate_key(2048, {"kid": "k1", "use": "sig"})
STRANGER = RSAKey.generate_key(2048, {"kid": "k1", "use": "sig"})
ALGORITHMS = ["RS256", "HS256", "none"]


class Provider(ThreadingHTTPServer):
    """An OpenID Connect provider that announces every algorithm, and gives out `id_token`."""

    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Answers)
        self.issuer = f"http://127.0.0.1:{self.server_port}"
        self.id_token = None
        self.announced = self.issuer

    def documents(self):
        parts = {"authorization_endpoint": "authorize", "token_endpoint": "token", "jwks_uri": "keys"}
        endpoints = {name: f"{self.issuer}/{path}" for name, path in parts.items()}
        token = {"access_token": "a", "token_type": "Bearer", "id_token": self.id_token}
        return {
            "/.well-known/openid-configuration": {
                "issuer": self.announced,
                "id_token_signing_alg_values_supported": ALGORITHMS,
                **endpoints,
            },
            "/keys": {"keys": [KEY.as_dict(private=False)]},
            "/token": {name: value for name, value in token.items() if value is not None},
        }


class Answers(BaseHTTPRequestHandler):
    def do_GET(self):
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        body = json.dumps(self.server.documents()[urlsplit(self.path).path]).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    do_POST = do_GET  # noqa: N815 - the base class names its methods so

    def log_message(self, *_):
        """pytest shows enough."""


@pytest.fixture(scope="module")
def provider():
    with Provider() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        yield server
        server.shutdown()
        thread.join()


@pytest.fixture(scope="module")
def own_app(provider, settings):
    parts = connect(settings.model_copy(update={"oidc_issuer": provider.issuer}))
    yield create_app(parts)
    parts.database.close()
    parts.progress.close()
    parts.tool_servers.close()


@pytest.fixture
def come_back(own_app, provider, settings):
    """Sign in; `make` turns the right claims into what the provider answers."""

    def visit(make):
        client = own_app.test_client()
        asked = parse_qs(urlsplit(client.get("/auth/login").headers["Location"]).query)
        now = int(time.time())
        claims = {"iss": provider.issuer, "aud": settings.oidc_client_id, "sub": uuid4().hex, "name": "Ada"}
        claims |= {"iat": now, "exp": now + 60, "nonce": asked["nonce"][0]}
        provider.id_token = make(claims)
        return client, client.get("/auth/callback", query_string={"code": "c", "state": asked["state"][0]})

    return visit


def signed(claims, key=KEY, **header):
    return jwt.encode({"alg": "RS256", "kid": "k1", **header}, claims, key, algorithms=["RS256", "HS256"])


def part(value):
    return base64.urlsafe_b64encode(json.dumps(value).encode()).decode().rstrip("=")


def test_what_is_right_signs_in(come_back):
    client, answer = come_back(signed)

    assert answer.status_code == 302, answer.text
    assert client.get("/api/v1/session").json["data"]["user"]["name"] == "Ada"


def with_public_key_as_secret(claims):
    pem = KEY.as_pem(private=False)
    head = part({"alg": "HS256", "kid": "k1"})
    mac = hmac.digest(pem, f"{head}.{part(claims)}".encode(), hashlib.sha256)
    return f"{head}.{part(claims)}.{base64.urlsafe_b64encode(mac).decode().rstrip('=')}"


@pytest.mark.parametrize(
    "make",
    [
        lambda claims: f"{part({'alg': 'none'})}.{part(claims)}.",
        lambda claims: f"{part({'alg': 'none', 'kid': 'k1'})}.{part(claims)}.",
        with_public_key_as_secret,
        lambda claims: signed(claims, OctKey.import_key("for development only, but longer"), alg="HS256"),
        lambda claims: signed(claims, STRANGER),
        lambda claims: signed(claims, STRANGER, kid="../../k1"),
        lambda claims: signed(claims | {"aud": "another"}),
        lambda claims: signed(claims | {"aud": "another", "azp": "groundplan"}),
        lambda claims: signed(claims | {"aud": ["another", "third"]}),
        lambda claims: signed(claims | {"iss": "https://evil.example"}),
        lambda claims: signed(claims | {"exp": int(time.time()) - 600}),
        lambda claims: signed(claims | {"iat": int(time.time()) + 600}),
        lambda claims: signed(claims | {"nonce": "of another sign-in"}),
        lambda claims: signed({name: value for name, value in claims.items() if name != "nonce"}),
        lambda claims: signed({name: value for name, value in claims.items() if name != "sub"}),
        lambda claims: signed(claims | {"sub": ""}),
        lambda claims: signed(claims)[:-4] + "AAAA",
        lambda _claims: "rubbish",
        lambda _claims: "",
        lambda _claims: None,
    ],
)
def test_what_is_not_right_signs_nobody_in(come_back, make):
    client, answer = come_back(make)

    assert (answer.status_code, answer.json["error"]["code"]) == (400, "sign_in_failed")
    assert client.get_cookie("groundplan_access") is None
    assert client.get("/api/v1/session").status_code == 401


@pytest.mark.parametrize("announced", ["https://evil.example", "http://127.0.0.1", "", None])
def test_a_document_of_another_issuer_leads_nobody_to_its_endpoints(own_app, provider, announced, monkeypatch):
    monkeypatch.setattr(provider, "announced", announced)
    own_app.extensions["authlib.integrations.flask_client"].oidc.server_metadata.clear()
    try:
        answer = own_app.test_client().get("/auth/login")
    finally:
        own_app.extensions["authlib.integrations.flask_client"].oidc.server_metadata.clear()

    assert (answer.status_code, answer.json["error"]["code"]) == (503, "sign_in_unavailable")


def test_a_name_with_control_characters_is_shown_on_one_line(come_back):
    client, answer = come_back(lambda claims: signed(claims | {"name": "Ada\r\nBcc: x\x00\x1b[31m" + "a" * 1000}))

    assert answer.status_code == 302
    name = client.get("/api/v1/session").json["data"]["user"]["name"]
    assert name.isprintable()
    assert len(name) == 320
