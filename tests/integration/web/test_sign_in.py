"""Signing in through the real OpenID Connect provider, against the real web process."""

from urllib.parse import parse_qs, urlsplit

import pytest
import requests

from jobs.models import Membership
from jobs.support.acts import By
from jobs.support.suspensions import suspend_user, unsuspend_user


@pytest.fixture
def browser(web_process):
    """A browser's cookie jar and habits: it follows redirects only when told."""
    with requests.Session() as session:
        session.trust_env = False
        session.headers["Origin"] = web_process
        yield session


def sign_in(browser, web_url, person="ada", target="/"):
    """Click through: our login, the provider's form, our callback. Returns the callback's answer."""
    start = browser.get(f"{web_url}/auth/login", params={"next": target}, allow_redirects=False, timeout=10)
    assert start.status_code == 302
    consent = browser.post(start.headers["Location"], data={"sub": person}, allow_redirects=False, timeout=10)
    assert consent.status_code == 302
    return browser.get(consent.headers["Location"], allow_redirects=False, timeout=10)


def test_signing_in_gives_a_session_and_a_personal_organization(browser, web_process):
    callback = sign_in(browser, web_process, target="/jobs?state=queued")

    assert (callback.status_code, callback.headers["Location"]) == (302, "/jobs?state=queued")
    cookie = callback.headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    session = browser.get(f"{web_process}/api/v1/session", timeout=10).json()["data"]
    assert session["user"] == {"name": "Ada Lovelace", "email": "ada@example.com"}
    assert session["organization"]["name"] == "Ada Lovelace's organization"
    assert session["role"] == "owner"


def test_signing_in_again_finds_the_same_organization(browser, web_process):
    sign_in(browser, web_process)
    first = browser.get(f"{web_process}/api/v1/session", timeout=10).json()["data"]
    sign_in(browser, web_process)

    second = browser.get(f"{web_process}/api/v1/session", timeout=10).json()["data"]
    assert second | {"expires_at": ""} == first | {"expires_at": ""}


def test_who_is_suspended_does_not_come_in_until_that_is_lifted(browser, web_process, services, new_account):
    sign_in(browser, web_process, "grace")
    where = browser.get(f"{web_process}/api/v1/session", timeout=10).json()["data"]["organization"]["id"]
    with services.database.tenant(where):
        grace = Membership.get().user_id
    by = By(new_account().user_id, "A test.")
    suspend_user(services.staff_database, by, grace)

    callback = sign_in(browser, web_process, "grace")

    assert (callback.status_code, callback.json()["error"]["code"]) == (403, "account_suspended")
    assert "groundplan_access" not in callback.headers.get("Set-Cookie", "")
    assert browser.get(f"{web_process}/api/v1/session", timeout=10).status_code == 401
    unsuspend_user(services.staff_database, by, grace)
    assert sign_in(browser, web_process, "grace").status_code == 302


def test_a_job_is_submitted_over_the_real_process(browser, web_process):
    sign_in(browser, web_process)

    made = browser.post(
        f"{web_process}/api/v1/jobs", json={"mode": "implement", "request": "A static site"}, timeout=10
    )

    assert made.status_code == 202
    shown = browser.get(web_process + made.headers["Location"], timeout=10)
    assert shown.json()["data"]["request"] == "A static site"


@pytest.mark.parametrize("size", [2_000_000, 20_000_000])
def test_a_body_over_the_limit_is_answered_over_the_wire(browser, web_process, size):
    sign_in(browser, web_process)

    answer = browser.post(
        f"{web_process}/api/v1/jobs", data=b"x" * size, headers={"Content-Type": "application/json"}, timeout=30
    )

    assert answer.status_code == 413, answer.text
    assert answer.json()["error"]["details"][0]["limit"] == "at most 1,048,576 bytes"


def test_a_chunked_body_over_the_limit_is_answered(browser, web_process):
    sign_in(browser, web_process)

    answer = browser.post(
        f"{web_process}/api/v1/jobs",
        data=iter([b"x" * 100_000] * 20),
        headers={"Content-Type": "application/json"},
        timeout=30,
    )

    assert answer.status_code == 413, answer.text


def test_signing_out_ends_the_session(browser, web_process):
    sign_in(browser, web_process)

    assert browser.post(f"{web_process}/auth/logout", timeout=10).status_code == 204
    assert browser.get(f"{web_process}/api/v1/session", timeout=10).status_code == 401


@pytest.mark.parametrize(
    "target",
    ["https://evil.example/", "//evil.example", "/\\evil.example", "/\t/evil.example", "javascript:alert(1)", ""],
)
def test_coming_back_never_leads_to_another_site(browser, web_process, target):
    assert sign_in(browser, web_process, target=target).headers["Location"] == "/"


def test_an_answer_that_this_browser_did_not_ask_for_is_refused(browser, web_process):
    start = browser.get(f"{web_process}/auth/login", allow_redirects=False, timeout=10)
    consent = browser.post(start.headers["Location"], data={"sub": "ada"}, allow_redirects=False, timeout=10)
    callback = consent.headers["Location"]

    with requests.Session() as victim:
        victim.trust_env = False
        stolen = victim.get(callback, allow_redirects=False, timeout=10)

    assert stolen.status_code == 400
    assert stolen.json()["error"]["code"] == "sign_in_failed"
    assert "groundplan_access" not in stolen.headers.get("Set-Cookie", "")


@pytest.mark.parametrize("query", ["", "?code=x", "?code=x&state=y", "?error=access_denied&error_description=no"])
def test_a_callback_without_a_sign_in_fails_plainly(browser, web_process, query):
    answer = browser.get(f"{web_process}/auth/callback{query}", allow_redirects=False, timeout=10)

    assert (answer.status_code, answer.json()["error"]["code"]) == (400, "sign_in_failed")


def test_a_code_is_not_taken_twice(browser, web_process):
    start = browser.get(f"{web_process}/auth/login", allow_redirects=False, timeout=10)
    consent = browser.post(start.headers["Location"], data={"sub": "ada"}, allow_redirects=False, timeout=10)
    browser.get(consent.headers["Location"], allow_redirects=False, timeout=10)

    again = browser.get(consent.headers["Location"], allow_redirects=False, timeout=10)

    assert again.status_code == 400


def test_the_provider_is_asked_to_bind_the_code_to_us(browser, web_process):
    start = browser.get(f"{web_process}/auth/login", allow_redirects=False, timeout=10)
    query = parse_qs(urlsplit(start.headers["Location"]).query)

    assert query["code_challenge_method"] == ["S256"]
    assert query["redirect_uri"] == [f"{web_process}/auth/callback"]
    assert {"state", "nonce"} <= set(query)


def test_many_sign_ins_that_are_not_finished_leave_a_small_cookie(browser, web_process):
    for _ in range(12):
        browser.get(f"{web_process}/auth/login", allow_redirects=False, timeout=10)

    assert len(browser.cookies["groundplan_sign_in"]) < 2000
    assert sign_in(browser, web_process).status_code == 302
