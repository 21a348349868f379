"""Refresh tokens: ours are told from made-up ones, and each has one successor."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from uuid import UUID

import pytest

from jobs.settings import Settings
from web.refresh_tokens import RefreshTokens
from web.token_keys import token_keys

OLD, NEW = "o" * 32, "n" * 32
USER, SESSION = UUID(int=1), UUID(int=2)


def tokens_with(keys: str) -> RefreshTokens:
    return RefreshTokens(token_keys(Settings(token_keys=keys)))


@pytest.fixture
def tokens() -> RefreshTokens:
    return tokens_with(NEW)


def test_what_was_written_is_read(tokens):
    token = tokens.first(USER, SESSION)

    assert tokens.parse(tokens.text(token)) == token
    assert (token.user_id, token.session_id) == (USER, SESSION)


def test_two_first_tokens_are_never_the_same(tokens):
    assert tokens.first(USER, SESSION) != tokens.first(USER, SESSION)


def test_the_successor_is_always_the_same_and_only_ours_to_make(tokens):
    token = tokens.first(USER, SESSION)

    assert tokens.successor(token) == tokens.successor(token) != token
    assert tokens_with(OLD).successor(token) != tokens.successor(token)
    assert tokens.successor(tokens.successor(token)) != tokens.successor(token)


def test_a_token_outlives_a_new_key_and_not_the_removal_of_its_own():
    text = tokens_with(OLD).text(tokens_with(OLD).first(USER, SESSION))

    assert tokens_with(f"{NEW} {OLD}").parse(text) is not None
    assert tokens_with(NEW).parse(text) is None


@pytest.mark.parametrize("place", [0, 16, 32, 63, 64, 79])
def test_a_changed_byte_anywhere_is_noticed(tokens, place):
    raw = bytearray(urlsafe_b64decode(tokens.text(tokens.first(USER, SESSION))))
    raw[place] ^= 1

    assert tokens.parse(urlsafe_b64encode(raw).decode()) is None


@pytest.mark.parametrize("text", ["", "A" * 107, "A" * 108, "A" * 109, "=" * 108, "é" * 108, "\x00" * 108, "A" * 10**6])
def test_rubbish_is_no_token(tokens, text):
    assert tokens.parse(text) is None


def test_what_is_stored_says_nothing_of_the_token(tokens):
    token = tokens.first(USER, SESSION)

    assert token.secret.hex() not in token.sha256
