"""The scan finds each kind of secret, and passes over examples. Those here are put together, so that it passes them."""

import pytest

from stack.secret_scan import SHAPES, scan, secrets_in

FOUND = {
    "a private key": "-----BEGIN RSA " + "PRIVATE KEY-----",
    "a key of AWS": "AKIA" + "QWERTYUIOPASDFGH",
    "a token of GitHub": "ghp_" + "a1" * 18,
    "a token of GitLab": "glpat-" + "a1" * 10,
    "a token of Slack": "xoxb-" + "1234567890-" * 3,
    "a key of Stripe": "sk_live_" + "a1" * 12,
    "a key of Google": "AIza" + "a" * 35,
    "a key of a language model's": "sk-ant-" + "a1" * 20,
    "a token of a package registry": "npm_" + "a1" * 18,
    "an API key of ours": "gp_" + "a1" * 24,
    "a signed token": "eyJ" + "a" * 20 + ".eyJ" + "b" * 20 + "." + "c" * 40,
    "a password in a URL": "postgresql://app:" + "Xk29fhQ1@db/groundplan",
}


@pytest.mark.parametrize(("name", "secret"), FOUND.items(), ids=FOUND.keys())
def test_a_secret_is_found_by_line_and_kind(name, secret):
    assert list(secrets_in(f"first\nkey = '{secret}'\n".encode())) == [(2, name)]


def test_every_shape_is_tried():
    assert set(FOUND) == {*SHAPES, "a password in a URL"}


@pytest.mark.parametrize(
    "text",
    [
        *("postgresql://app:secret@db/x", "https://user:${PASSWORD}@x", "redis://x:6379", "sk-learn", "gp_…", "AKIA"),
        FOUND["a key of AWS"] + "  # pragma: allowlist secret",
    ],
)
def test_examples_and_what_is_marked_are_passed_over(text):
    assert list(secrets_in(text.encode())) == []


def test_files_of_the_project_are_searched_and_the_secret_is_not_repeated(tmp_path):
    for folder in (".ci", "web", "node_modules", ".venv"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "file").write_text(FOUND["a token of GitHub"])

    assert scan(tmp_path) == [".ci/file:1: a token of GitHub", "web/file:1: a token of GitHub"]
