"""Access tokens: what we made is read, and nothing else, however it is dressed up."""

import base64
import hashlib
import hmac
import json
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from joserfc import jwt
from joserfc.jwk import OctKey, RSAKey

from jobs.settings import Settings
from web.access_tokens import AccessClaims, AccessTokens, soon
from web.token_keys import token_keys

ISSUER = "https://groundplan.example"
OLD, NEW = "o" * 32, "n" * 32
(KEY,) = token_keys(Settings(token_keys=NEW))
CLAIMS = AccessClaims(UUID(int=1), UUID(int=2), UUID(int=3), "owner", "free", soon())
NOW = int(time.time())
HEADER = {"alg": "HS256", "kid": KEY.kid, "typ": "at+jwt"}
BODY = {
    "iss": ISSUER,
    "aud": "groundplan",
    "iat": NOW,
    "exp": NOW + 3600,
    "user_id": str(UUID(int=1)),
    "org_id": str(UUID(int=2)),
    "sid": str(UUID(int=3)),
    "role": "owner",
    "tier": "free",
}


def tokens_with(keys: str) -> AccessTokens:
    return AccessTokens(token_keys(Settings(token_keys=keys)), ISSUER)


def encoded(part: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(part).encode()).decode().rstrip("=")


def mac_of(key: bytes, signing_input: str) -> str:
    return base64.urlsafe_b64encode(hmac.digest(key, signing_input.encode(), hashlib.sha256)).decode().rstrip("=")


def signed(header: dict = HEADER, body: dict = BODY, key: bytes = KEY.access) -> str:
    """What someone with our key, or another, could make: joserfc signs what it would refuse to read."""
    return jwt.encode(header, body, OctKey.import_key(key), algorithms=["HS256", "HS512"], default_type=None)


@pytest.fixture
def tokens() -> AccessTokens:
    return tokens_with(NEW)


def test_what_was_made_is_read(tokens):
    assert tokens.read(tokens.mint(CLAIMS)) == CLAIMS
    assert tokens.read(signed()) is not None


def test_an_older_key_is_believed_until_it_is_taken_out():
    before = tokens_with(OLD).mint(CLAIMS)

    assert tokens_with(f"{NEW} {OLD}").read(before) == CLAIMS
    assert tokens_with(NEW).read(before) is None
    assert tokens_with(OLD).read(tokens_with(f"{NEW} {OLD}").mint(CLAIMS)) is None


def test_a_changed_word_breaks_the_signature(tokens):
    header, _, signature = signed(body=BODY | {"role": "viewer"}).split(".")

    assert tokens.read(f"{header}.{encoded(BODY)}.{signature}") is None


@pytest.mark.parametrize("algorithm", ["none", "None", "NONE", "nOnE", "", None, 0, ["none"], ["HS256"]])
@pytest.mark.parametrize("end", ["", "e30"])
def test_no_algorithm_is_none(tokens, algorithm, end):
    assert tokens.read(f"{encoded(HEADER | {'alg': algorithm})}.{encoded(BODY)}.{end}") is None


def test_another_algorithm_is_refused_even_with_our_key(tokens):
    assert tokens.read(signed(HEADER | {"alg": "HS512"})) is None


@pytest.mark.parametrize("algorithm", ["RS256", "ES256", "PS256", "EdDSA"])
def test_an_algorithm_with_a_public_key_is_refused(tokens, algorithm):
    name = encoded(HEADER | {"alg": algorithm})
    genuine = jwt.encode(HEADER | {"alg": "RS256"}, BODY, RSAKey.generate_key(2048), algorithms=["RS256"])

    assert tokens.read(genuine) is None
    assert tokens.read(f"{name}.{encoded(BODY)}.{signed().rsplit('.', 1)[1]}") is None


@pytest.mark.parametrize(
    "kid",
    [
        "",
        "unknown",
        "../../../../dev/null",
        "/dev/null",
        "' OR 1=1 --",
        "' UNION SELECT 'key' --",
        f"{KEY.kid}\x00",
        KEY.kid.upper() + "A",
        "https://evil.example/jwks.json",
        None,
        0,
        [KEY.kid],
        {"kid": KEY.kid},
    ],
)
def test_a_key_is_found_by_its_own_name_alone(tokens, kid):
    header = HEADER | {"kid": kid}
    for key in (KEY.access, b"\x00", b""):
        signing_input = f"{encoded(header)}.{encoded(BODY)}"
        assert tokens.read(f"{signing_input}.{mac_of(key, signing_input)}") is None


@pytest.mark.parametrize(
    "extra",
    [
        {"jku": "https://evil.example/jwks.json"},
        {"x5u": "https://evil.example/cert.pem"},
        {"jwk": {"kty": "oct", "k": "AAAA"}},
        {"crit": ["b64"], "b64": False},
        {"zip": "DEF"},
        {"typ": "JWT"},
        {"typ": "rt+jwt"},
    ],
    ids=lambda extra: next(iter(extra)),
)
def test_a_header_with_anything_of_its_own_is_refused(tokens, extra):
    header = HEADER | extra
    signing_input = f"{encoded(header)}.{encoded(BODY)}"
    mac = mac_of(KEY.access, signing_input)

    assert tokens.read(f"{signing_input}.{mac}") is None


@pytest.mark.parametrize(
    "change",
    [
        {"exp": NOW - 1},
        {"exp": NOW},
        {"exp": str(NOW + 3600)},
        {"exp": True},
        {"exp": None},
        {"exp": [NOW + 3600]},
        {"iat": NOW + 7200},
        {"nbf": NOW + 7200},
        {"iss": "https://evil.example"},
        {"iss": None},
        {"aud": "another"},
        {"aud": ["another"]},
        {"aud": None},
        {"user_id": "1"},
        {"org_id": None},
        {"sid": 3},
    ],
    ids=str,
)
def test_a_genuine_token_of_another_time_place_or_form_is_refused(tokens, change):
    assert tokens.read(signed(body=BODY | change)) is None


@pytest.mark.parametrize("missing", sorted(BODY))
def test_every_claim_must_be_there(tokens, missing):
    assert tokens.read(signed(body={name: value for name, value in BODY.items() if name != missing})) is None


def test_a_time_that_never_comes_is_no_time(tokens):
    body = json.dumps(BODY).replace(str(NOW + 3600), "NaN").encode()
    signing_input = f"{encoded(HEADER)}.{base64.urlsafe_b64encode(body).decode().rstrip('=')}"

    assert tokens.read(f"{signing_input}.{mac_of(KEY.access, signing_input)}") is None


@pytest.mark.parametrize(
    "text",
    ["", ".", "..", "...", "a.b.c", "é", "\x00", "a" * 100_000, f"{encoded(HEADER)}.{encoded([])}.x", "🔑.🔑.🔑"],
)
def test_rubbish_is_no_token(tokens, text):
    assert tokens.read(text) is None


def test_a_token_of_another_site_is_refused():
    assert AccessTokens(token_keys(Settings(token_keys=NEW)), "https://other.example").read(signed()) is None


def test_a_token_is_over_when_its_time_is(tokens):
    past = replace(CLAIMS, expires_at=datetime.now(UTC) - timedelta(seconds=2))

    assert tokens.read(tokens.mint(past)) is None


def test_the_keys_of_one_secret_differ_by_purpose_and_never_show_it():
    assert len({KEY.access, KEY.refresh, KEY.kid.encode()}) == 3
    assert NEW not in repr(KEY.kid)
