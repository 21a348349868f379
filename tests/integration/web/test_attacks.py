"""Ways in that must not be: each is tried on the application with its real servers behind it."""

import gzip
import hashlib
from base64 import urlsafe_b64encode
from urllib.parse import parse_qs, urlsplit
from uuid import uuid4

import pytest
import requests

from jobs.models import ApiKey, LoginSession
from web.guards import GUARDS, Guard

ACCESS, REFRESH = "groundplan_access", "groundplan_refresh"
PROVIDER_SECONDS = 10
OF_AN_OWNER = {Guard.PERSON, Guard.READ, Guard.SUBMIT, Guard.KEYS, Guard.ADMIN, Guard.OWNER}
"""What the owner of an organization may ask."""


def begin_sign_in(client, target="/", **more):
    """Click `Sign in`; the address at the provider."""
    return client.get("/auth/login", query_string={"next": target}, **more).headers["Location"]


def consent(address, person="ada"):
    """Fill in the provider's form; the path of our callback, with its code and state."""
    with requests.Session() as browser:
        browser.trust_env = False
        answer = browser.post(address, data={"sub": person}, allow_redirects=False, timeout=PROVIDER_SECONDS)
    callback = urlsplit(answer.headers["Location"])
    return f"{callback.path}?{callback.query}"


@pytest.fixture
def browser(app, settings):
    client = app.test_client()
    client.environ_base["HTTP_ORIGIN"] = settings.web_url
    return client


def tokens_in(client):
    found = [client.get_cookie(name) for name in (ACCESS, REFRESH)]
    return [cookie.value if cookie else None for cookie in found]


def under_way(client, address):
    """What the browser's cookie remembers of this sign-in."""
    state = parse_qs(urlsplit(address).query)["state"][0]
    with client.session_transaction() as session:
        return f"_state_oidc_{state}", session[f"_state_oidc_{state}"]


def test_an_id_token_of_another_sign_in_signs_nobody_in(browser):
    """Replay: it is genuine, and its nonce is not the one that this browser asked with."""
    address = begin_sign_in(browser)
    name, kept = under_way(browser, address)
    assert kept["data"]["nonce"] in address
    with browser.session_transaction() as session:
        session[name] = {**kept, "data": {**kept["data"], "nonce": "x" * 20}}

    answer = browser.get(consent(address))

    assert (answer.status_code, answer.json["error"]["code"]) == (400, "sign_in_failed")
    assert tokens_in(browser) == [None, None]


def test_a_stolen_code_is_of_no_use_without_what_only_this_browser_holds(browser):
    """PKCE: the provider is told a digest, which only the verifier in the cookie fits."""
    address = begin_sign_in(browser)
    _, kept = under_way(browser, address)
    verifier = kept["data"]["code_verifier"]
    challenge = urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).decode().rstrip("=")

    assert len(verifier) >= 43
    assert verifier not in address
    assert parse_qs(urlsplit(address).query)["code_challenge"] == [challenge]


def test_a_session_that_was_planted_before_the_sign_in_is_not_the_one_after_it(browser, ada, services):
    """Fixation: the attacker's own tokens, and a cookie of a sign-in, lie in the victim's browser."""
    planted = tokens_in(ada.client)
    for name, value in zip((ACCESS, REFRESH), planted, strict=True):
        browser.set_cookie(name, value)
    answer = browser.get(consent(begin_sign_in(browser), person="grace"))

    assert answer.status_code == 302
    assert not set(tokens_in(browser)) & {*planted, None}
    assert browser.get("/api/v1/session").json["data"]["user"]["name"] == "Grace Hopper"
    assert ada.get("/api/v1/session").status_code == 401
    with services.database.user(ada.account.user_id):
        assert [row.ended_because for row in LoginSession.select()] == ["replaced"]


def test_signing_in_again_gives_new_ids_and_ends_the_session_before(browser):
    seen = []
    for _ in range(2):
        browser.get(consent(begin_sign_in(browser)))
        seen.append(browser.get("/api/v1/sessions").json["data"])

    current = [next(one["id"] for one in sessions if one["current"]) for sessions in seen]
    assert current[0] != current[1]
    assert current[0] not in {one["id"] for one in seen[1]}


def test_the_cookie_of_a_sign_in_is_nobodys_identity(browser, ada):
    with browser.session_transaction() as session:
        session["user_id"], session["org_id"] = str(ada.account.user_id), str(ada.account.org_id)

    assert browser.get("/api/v1/session").status_code == 401


@pytest.mark.parametrize(
    "target",
    [
        "https://evil.example/",
        "//evil.example",
        "///evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "/\t/evil.example",
        "/\r\nSet-Cookie: a=b",
        "/\r\n\r\n<script>",
        "javascript:alert(1)",
        "@evil.example",
        "/" + "a" * 600,
        "https:evil.example",
        "https:/evil.example",
        "http:///evil.example",
        "//user:password@evil.example",
        "//evil.example:443/%2f..",
        "\t//evil.example",
        "/\n/evil.example",
        "/ /evil.example",
        "/%5c\\evil.example",
        "\ufeff//evil.example",
        "%2f%2fevil.example",
        "evil.example",
        "data:text/html,<script>",
        "?next=//evil.example",
    ],
)
def test_coming_back_stays_on_this_site_and_in_one_header(browser, target):
    answer = browser.get(consent(begin_sign_in(browser, target)))

    assert answer.headers["Location"] == "/"
    assert all(
        name.startswith("groundplan_") for name in (h.partition("=")[0] for h in answer.headers.getlist("Set-Cookie"))
    )


@pytest.mark.parametrize(
    "target",
    ["/%2f%2fevil.example", "/%5c%5cevil.example", "/..//evil.example", "/%09/evil.example", "/a?b=//evil.example#//c"],
)
def test_a_path_that_only_looks_like_another_site_stays_a_path(browser, target):
    """No browser decodes a path before it asks: all that counts is that the second character begins no host."""
    answer = browser.get(consent(begin_sign_in(browser, target)))

    assert answer.headers["Location"] in {target, "/"}
    landing = browser.get(answer.headers["Location"])
    assert "evil.example" not in landing.headers.get("Location", "")


@pytest.mark.parametrize("header", ["Host", "X-Forwarded-Host", "X-Forwarded-Proto", "Forwarded", "X-Original-URL"])
def test_the_provider_is_told_our_address_whatever_the_request_claims(browser, settings, header):
    address = begin_sign_in(browser, headers={header: "evil.example"})

    assert parse_qs(urlsplit(address).query)["redirect_uri"] == [f"{settings.web_url}/auth/callback"]
    assert "evil.example" not in address


CROSS_SITE = [
    {"Origin": "https://evil.example"},
    {"Origin": "null"},
    {"Origin": ""},
    {"Referer": "https://evil.example/"},
    {"Origin": "OWN", "Sec-Fetch-Site": "cross-site"},
    {"Origin": "OWN", "Sec-Fetch-Site": "same-site"},
    {"Origin": "OWN.evil.example"},
]


@pytest.mark.parametrize("headers", CROSS_SITE, ids=str)
@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", "/auth/refresh"),
        ("POST", "/auth/logout"),
        ("POST", "/api/v1/jobs"),
        ("POST", "/api/v1/session/organization"),
        ("DELETE", "/api/v1/sessions"),
        ("PATCH", f"/api/v1/conversations/{uuid4()}"),
    ],
)
def test_another_sites_page_can_change_nothing(ada, settings, method, path, headers):
    ada.client.environ_base.pop("HTTP_ORIGIN")
    sent = {name: value.replace("OWN", settings.web_url) for name, value in headers.items()}

    answer = ada.client.open(path, method=method, json={}, headers=sent)

    assert answer.status_code == 403, answer.text
    assert ada.get("/api/v1/session").status_code == 200


@pytest.mark.parametrize("media", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data"])
def test_a_form_is_no_request_of_the_api(ada, media):
    answer = ada.post("/api/v1/jobs", data='{"mode":"implement","request":"A site"}', headers={"Content-Type": media})

    assert answer.status_code == 415


@pytest.mark.parametrize(
    ("path", "body", "field"),
    [
        ("/api/v1/jobs", {"mode": "implement", "request": "A site", "org_id": str(uuid4())}, "org_id"),
        ("/api/v1/jobs", {"mode": "implement", "request": "A site", "created_by": str(uuid4())}, "created_by"),
        ("/api/v1/jobs", {"mode": "implement", "request": "A site", "max_attempts": 99}, "max_attempts"),
        ("/api/v1/api-keys", {"name": "k", "created_by": str(uuid4())}, "created_by"),
        ("/api/v1/api-keys", {"name": "k", "hash": "0"}, "hash"),
        ("/api/v1/api-keys", {"name": "k", "expires_at": None}, "expires_at"),
        ("/api/v1/session/organization", {"organization_id": str(uuid4()), "role": "owner"}, "role"),
        ("/api/v1/session/organization", {"organization_id": str(uuid4()), "tier": "enterprise"}, "tier"),
        ("/api/v1/conversations", {"text": "Hello.", "org_id": str(uuid4())}, "org_id"),
    ],
)
def test_a_field_that_is_not_asked_for_is_refused_by_name(ada, path, body, field):
    answer = ada.post(path, json=body)

    assert answer.status_code == 422
    assert field in {detail["field"] for detail in answer.json["error"]["details"]}


def test_a_packed_batch_is_bounded_by_its_members_too(ada):
    """Each costs a decompressor, and nothing that is counted comes out of an empty one."""
    headers = {"Content-Encoding": "gzip", "Content-Type": "application/x-ndjson"}

    answer = ada.post("/api/v1/batches", data=gzip.compress(b"") * 3_000, headers=headers)

    assert answer.status_code == 413
    assert answer.json["error"]["details"][0]["fault"] == "has too many gzip members"


NOBODYS = ("org_id", "user_id", "created_by", "role", "scope", "tier", "state", "attempt", "is_staff", "__class__")
"""Fields that a row has, and that somebody might try to set beside those that are asked for."""


def schemas_in(document, schema):
    """A schema of the document with all that it refers to, each once."""
    seen, waiting = [], [schema]
    while waiting:
        one = waiting.pop()
        if "$ref" in one:
            one = document["components"]["schemas"][one["$ref"].rpartition("/")[2]]
        if one in seen:
            continue
        seen.append(one)
        for parts in (
            one.get("properties", {}),
            {"items": one.get("items")},
            {"more": one.get("additionalProperties")},
        ):
            waiting += [part for part in parts.values() if isinstance(part, dict)]
        waiting += [part for kind in ("anyOf", "oneOf", "allOf") for part in one.get(kind, [])]
    return seen


def bodies_of(app):
    """Every operation of the document that takes a body, with its rule and its schema."""
    operations = {
        (rule.rule.replace("<uuid:", "{").replace("<path:", "{").replace(">", "}"), method): rule
        for rule in app.url_map.iter_rules()
        for method in rule.methods - {"HEAD", "OPTIONS"}
    }
    for path, item in app.api_doc["paths"].items():
        for method, operation in item.items():
            content = operation.get("requestBody", {}).get("content", {})
            if "application/json" in content:
                yield operations[path, method.upper()], method.upper(), content["application/json"]["schema"]


def test_no_body_of_the_document_is_open_to_other_fields(app):
    """Mass assignment, in all of them: also where a guard keeps the walk below out."""
    open_ones = [
        (rule.endpoint, sorted(schema["properties"]))
        for rule, _, body in bodies_of(app)
        for schema in schemas_in(app.api_doc, body)
        if schema.get("properties") and schema.get("additionalProperties") is not False
    ]

    assert len(list(bodies_of(app))) >= 15
    assert open_ones == []


def test_no_route_takes_a_field_that_it_does_not_ask_for(app, ada):
    walked = []
    for rule, method, body in bodies_of(app):
        if GUARDS[rule.endpoint] not in OF_AN_OWNER:
            continue
        asked = schemas_in(app.api_doc, body)[0].get("properties", {})
        extra = {name: "owner" for name in NOBODYS if name not in asked}
        with app.test_request_context():
            path = app.url_map.bind("localhost").build(rule.endpoint, {name: uuid4() for name in rule.arguments})
        answer = ada.client.open(path, method=method, json=extra)
        assert answer.status_code == 422, (rule.rule, answer.text)
        named = {detail["field"] for detail in answer.json["error"]["details"]}
        # A long body, which is read a piece at a time, is refused by the first.
        assert extra.keys() <= named or (rule.endpoint == "batches.create_batch" and extra.keys() & named), rule.rule
        walked.append(rule.endpoint)

    assert len(walked) >= 15


@pytest.mark.parametrize("value", ["a\r\nSet-Cookie: x=y", "a\nb", "é", "x" * 201])
def test_a_header_of_ours_takes_no_second_line(ada, value):
    answer = ada.client.post(
        "/api/v1/jobs",
        json={"mode": "implement", "request": "A site"},
        environ_overrides={"HTTP_IDEMPOTENCY_KEY": value},
    )

    assert answer.status_code == 422
    assert "Set-Cookie" not in answer.headers


def test_what_a_browser_calls_itself_is_kept_short_and_on_one_line(browser):
    agent = "Evil\x1b[31m\x00 <script>" + "a" * 5000
    browser.get(consent(begin_sign_in(browser)), environ_overrides={"HTTP_USER_AGENT": agent})

    (kept,) = {one["agent"] for one in browser.get("/api/v1/sessions").json["data"] if one["current"]}
    assert len(kept) == 200
    assert kept.isprintable()


@pytest.mark.parametrize(
    "name", ["__proto__", "1", "../jobs", "%2e%2e", "0" * 36, "01890000-0000-7000-8000-00000000000g"]
)
def test_an_id_that_is_none_finds_nothing(ada, name):
    for path in ("jobs", "conversations", "sessions"):
        answer = ada.delete(f"/api/v1/{path}/{name}") if path == "sessions" else ada.get(f"/api/v1/{path}/{name}")
        assert answer.status_code in {404, 405}, (path, name)


def test_two_cookies_of_one_name_are_no_way_in(browser, ada):
    own = ada.client.get_cookie(ACCESS).value
    headers = {"Cookie": f"{ACCESS}=forged; {ACCESS}={own}"}

    assert browser.get("/api/v1/session", headers=headers).status_code == 401


def test_an_api_key_makes_itself_no_better_one(ada, app, services):
    weak = ada.post("/api/v1/api-keys", json={"name": "weak", "scope": "submit"}).json["data"]["key"]
    bearer = {"Authorization": f"Bearer {weak}"}

    answer = app.test_client().post("/api/v1/api-keys", json={"name": "strong", "scope": "admin"}, headers=bearer)

    assert answer.status_code == 403
    with services.database.tenant(ada.account.org_id):
        assert ApiKey.select().count() == 1
