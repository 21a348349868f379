"""Who asks too often is refused: by address, by user, by key, and sooner where one signs in.

Here a limit's minute is a hundred, so that no place comes back while a slow machine asks.
"""

from functools import partial
from itertools import count

import pytest

from jobs.models import ApiKey
from jobs.rate_limits import RateLimit
from web.api_key_tokens import new_token
from web.app import create_app
from web.services import connect

ADDRESSES = (f"2001:db8::{number:x}" for number in count(1))


@pytest.fixture
def over(settings, monkeypatch):
    """Make an application with low limits, five for a caller, eight for an address."""
    monkeypatch.setattr("web.rate_limits.RateLimit", partial(RateLimit, seconds=6000))
    opened = []

    def start(**changes):
        low = {"rate_limit_per_caller": 5, "rate_limit_per_address": 8, "rate_limit_sign_in": 2, **changes}
        parts = connect(settings.model_copy(update=low))
        opened.append(parts)
        return create_app(parts)

    yield start
    for parts in opened:
        parts.database.close()
        parts.progress.close()
        parts.rate_limits.close()


def asked(client, times, address, path="/api/v1/session", **headers):
    """The answers to so many requests from this address."""
    return [client.get(path, headers=headers, environ_overrides={"REMOTE_ADDR": address}) for _ in range(times)]


def statuses(answers):
    return [answer.status_code for answer in answers]


def test_a_user_has_a_limit_wherever_they_ask_from(over, new_account, signed_in_client, services):
    app = over()
    account, other = new_account(), new_account()
    client = signed_in_client(app, services.database, account)
    answers = asked(client, 3, next(ADDRESSES)) + asked(client, 3, next(ADDRESSES))

    assert statuses(answers) == [200] * 5 + [429]
    assert answers[0].headers["RateLimit-Policy"] == '"address";q=8;w=6000, "caller";q=5;w=6000'
    assert answers[0].headers["RateLimit"] == '"address";r=7;t=750, "caller";r=4;t=1200'
    told = [(one.headers["RateLimit-Limit"], one.headers["RateLimit-Remaining"]) for one in answers]
    assert told == [("5", "4"), ("5", "3"), ("5", "2"), ("5", "1"), ("5", "0"), ("5", "0")]
    refused = answers[-1]
    assert refused.json["error"]["code"] == "rate_limited"
    assert refused.json["error"]["message"].startswith("You ask too often: try again in 1")
    assert refused.json["error"]["details"] == [
        {"field": "requests.caller", "fault": "are too many", "limit": "5 in 6000 seconds"}
    ]
    assert 1100 <= int(refused.headers["Retry-After"]) <= 1200
    assert refused.headers["Retry-After"] == refused.headers["RateLimit-Reset"]
    assert statuses(asked(signed_in_client(app, services.database, other), 1, next(ADDRESSES))) == [200]


def test_a_key_has_a_limit_of_its_own(over, new_account, services):
    app, account = over(), new_account()
    keys = []
    for _ in range(2):
        token = new_token(account.org_id)
        with services.database.tenant(account.org_id):
            about = {"org_id": account.org_id, "created_by": account.user_id, "name": "ci"}
            ApiKey.create(**about, prefix=token.prefix, hash=token.sha256)
        keys.append(f"Bearer {token}")
    answers = [
        answer
        for key in keys
        for answer in asked(app.test_client(), 6, next(ADDRESSES), "/api/v1/jobs", Authorization=key)
    ]
    assert statuses(answers) == ([200] * 5 + [429]) * 2


def test_an_address_has_a_limit_whoever_asks_and_guesses_of_keys_count(over, services):
    app, address = over(), next(ADDRESSES)
    guesses = [
        answer
        for number in range(9)
        for answer in asked(app.test_client(), 1, address, "/api/v1/jobs", Authorization=f"Bearer gp_{number}")
    ]
    assert statuses(guesses) == [401] * 8 + [429]
    assert statuses(asked(app.test_client(), 1, address, "/api/v1/nothing")) == [429]
    assert statuses(asked(app.test_client(), 20, address, "/healthz")) == [200] * 20
    assert statuses(asked(app.test_client(), 1, next(ADDRESSES), "/api/v1/jobs")) == [401]


def test_signing_in_has_a_tighter_limit(over):
    app, address = over(), next(ADDRESSES)
    answers = asked(app.test_client(), 3, address, "/auth/callback")
    assert statuses(answers) == [400, 400, 429]
    assert '"sign-in";q=2;w=6000' in answers[0].headers["RateLimit-Policy"]
    assert statuses(asked(app.test_client(), 1, address)) == [401], "only signing in is"


def test_what_a_client_says_of_its_address_counts_only_behind_that_many_proxies(over):
    direct, proxy, client = next(ADDRESSES), next(ADDRESSES), over().test_client()
    spoofing = [asked(client, 1, direct, **{"X-Forwarded-For": next(ADDRESSES)})[0] for _ in range(9)]
    assert statuses(spoofing) == [401] * 8 + [429]

    behind, client = over(trusted_proxies=1).test_client(), next(ADDRESSES)
    forwarded = [asked(behind, 1, proxy, **{"X-Forwarded-For": f"{next(ADDRESSES)}, {client}"})[0] for _ in range(9)]
    assert statuses(forwarded) == [401] * 8 + [429], "the proxy's own word is the last one"
    assert statuses(asked(behind, 1, proxy, **{"X-Forwarded-For": next(ADDRESSES)})) == [401]


def test_without_redis_requests_are_answered_and_counted_in_the_process(over):
    client, address = over(redis_url="redis://127.0.0.1:9/0").test_client(), next(ADDRESSES)
    assert statuses(asked(client, 9, address)) == [401] * 8 + [429]
