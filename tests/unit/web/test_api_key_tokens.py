from uuid import UUID, uuid4

import pytest

from web.api_key_tokens import new_token, parse_token, repeatable_token

ORG, USER = uuid4(), uuid4()


def test_a_key_holds_its_organization():
    token = new_token(ORG)

    assert str(token).startswith(f"gp_{ORG.hex}_")
    assert parse_token(str(token)) == token


def test_no_two_keys_are_the_same():
    assert len({str(new_token(ORG)) for _ in range(100)}) == 100


@pytest.mark.parametrize(
    "text",
    [
        "",
        "gp_",
        f"gp_{'0' * 32}_{'0' * 47}",
        f"gp_{'0' * 32}_{'0' * 49}",
        f"gp_{'G' * 32}_{'0' * 48}",
        f"gp_{'0' * 32}_{'0' * 48}\n",
    ],
)
def test_what_is_not_a_key_is_none(text):
    assert parse_token(text) is None


def test_a_repeated_request_has_the_same_key():
    assert repeatable_token(ORG, USER, "one", "secret") == repeatable_token(ORG, USER, "one", "secret")


@pytest.mark.parametrize(
    "other",
    [
        (UUID(int=1), USER, "one", "secret"),
        (ORG, UUID(int=1), "one", "secret"),
        (ORG, USER, "two", "secret"),
        (ORG, USER, "one", "other"),
    ],
)
def test_whoever_differs_in_anything_has_another_key(other):
    assert repeatable_token(*other).secret != repeatable_token(ORG, USER, "one", "secret").secret


def test_only_a_hash_is_stored():
    token = new_token(ORG)
    assert token.secret not in token.sha256
    assert len(token.sha256) == 64
