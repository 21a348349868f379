"""The secret in a link to a result."""

from uuid import UUID

import pytest

from jobs.logs import masked
from jobs.share_tokens import parse_token, token_of

LINK, OTHER = UUID(int=1), UUID(int=2)


def test_a_links_token_is_always_the_same_and_no_other_links_or_servers() -> None:
    tokens = {str(token_of(LINK, "key")), str(token_of(OTHER, "key")), str(token_of(LINK, "another"))}

    assert str(token_of(LINK, "key")) in tokens
    assert len(tokens) == 3


def test_what_is_stored_is_a_digest_that_the_text_leads_to() -> None:
    token = token_of(LINK, "key")

    assert parse_token(str(token)) == token
    assert len(token.sha256) == 64
    assert token.secret not in token.sha256


@pytest.mark.parametrize(
    "text", ["", "gps_", f"gp_{'a' * 43}", f"gps_{'a' * 42}", f"gps_{'a' * 44}", f"gps_{'ä' * 43}"]
)
def test_what_is_not_of_that_form_is_no_token(text: str) -> None:
    assert parse_token(text) is None


def test_no_line_of_a_log_holds_one() -> None:
    token = token_of(LINK, "key")

    assert token.secret not in masked(f'{{"path": "/api/v1/shared/{token}/artifacts/README.md"}}')
