import pytest

from jobs.outside.errors import OutsideRefused
from jobs.webhooks.addresses import is_local, read_address

LOCAL = ("http://127.0.0.1:9000/hook", "http://localhost:80")
NEVER = (
    "http://hooks.example.com/",
    "http://127.0.0.1.example.com:80/",
    "http://127.0.0.1:secret@example.com/",
    "http://127.0.0.2:80/",
    "http://localhost/",
    "https://127.0.0.1/",
    "https://localhost/",
    "https://2130706433/",
    "https://0x7f.1/",
    "https://printer.local/",
    "https://hooks.example.com:22/",
    "http://127.0.0.1:80/\r\nHost: x",
    "file:///etc/passwd",
)


@pytest.mark.parametrize("url", LOCAL)
def test_this_machine_is_taken_only_where_that_is_allowed(url: str) -> None:
    assert read_address(url, local=True) == url
    with pytest.raises(OutsideRefused, match="begin with https"):
        read_address(url, local=False)


@pytest.mark.parametrize("url", NEVER)
@pytest.mark.parametrize("local", [True, False])
def test_what_leads_elsewhere_is_never_taken(url: str, *, local: bool) -> None:
    assert not is_local(url)
    with pytest.raises(OutsideRefused):
        read_address(url, local=local)


def test_a_public_address_is_taken_as_it_will_be_asked() -> None:
    assert read_address("https://Hooks.Example.com:443/a?b#c", local=False) == "https://hooks.example.com/a?b"
