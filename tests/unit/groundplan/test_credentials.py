"""The key is kept for its owner's eyes only, and goes over https or stays on this machine."""

import stat
from pathlib import Path

import pytest

from groundplan.credentials import Credentials, NoCredentials, Unreadable, check_url, find, forget, keep, place

KEPT = Credentials("https://groundplan.example.com", "gp_kept")


@pytest.fixture
def environ(tmp_path: Path) -> dict[str, str]:
    return {"XDG_CONFIG_HOME": str(tmp_path), "HOME": "/nowhere"}


def test_what_is_kept_is_found_and_can_be_read_by_nobody_else(environ: dict[str, str]) -> None:
    keep(place(environ), KEPT)
    keep(place(environ), KEPT)
    assert find(environ) == KEPT
    assert stat.S_IMODE(place(environ).stat().st_mode) == 0o600


def test_the_environment_goes_before_what_is_kept(environ: dict[str, str]) -> None:
    keep(place(environ), KEPT)
    assert find({**environ, "GROUNDPLAN_API_KEY": "gp_other"}).api_key == "gp_other"


def test_a_kept_key_is_not_sent_to_another_address(environ: dict[str, str]) -> None:
    keep(place(environ), KEPT)
    with pytest.raises(NoCredentials, match="other"):
        find({**environ, "GROUNDPLAN_URL": "https://other.example.com"})


def test_without_any_the_way_to_one_is_told(environ: dict[str, str]) -> None:
    with pytest.raises(NoCredentials, match="groundplan login"):
        find(environ)


def test_what_cannot_be_read_is_told(environ: dict[str, str]) -> None:
    place(environ).parent.mkdir()
    place(environ).write_text("{")
    with pytest.raises(Unreadable, match="login"):
        find(environ)


def test_forgetting_removes_it(environ: dict[str, str]) -> None:
    keep(place(environ), KEPT)
    assert forget(place(environ))
    assert not forget(place(environ))


@pytest.mark.parametrize("url", ["http://127.0.0.1:8080/", "http://localhost:80", "https://a.example/"])
def test_addresses_are_taken_without_their_last_slash(url: str) -> None:
    assert check_url(url) == url.rstrip("/")


@pytest.mark.parametrize(
    "url",
    ["http://groundplan.example.com", "groundplan.example.com", "https://a:secret@c", "https://", "ftp://127.0.0.1"],
)
def test_a_key_is_sent_nowhere_else(url: str) -> None:
    with pytest.raises(Unreadable):
        check_url(url)
