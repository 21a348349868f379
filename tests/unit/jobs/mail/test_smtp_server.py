import pytest

from jobs.errors import MissingSettings
from jobs.mail.smtp_server import SmtpServer, read_server
from jobs.settings import Part, load_settings


def test_a_url_names_host_port_and_who_we_are() -> None:
    assert read_server("smtp://mail.example.com") == SmtpServer("mail.example.com", 587, tls_at_once=False)
    assert read_server("smtps://us%40example.com:app%40pw@mail.example.com") == SmtpServer(
        "mail.example.com", 465, tls_at_once=True, user="us@example.com", password="app@pw"
    )
    assert read_server("smtp://127.0.0.1:2525/").is_here


@pytest.mark.parametrize(
    "url",
    [
        "mail.example.com",
        "https://mail.example.com",
        "smtp://:587",
        "smtp://host/path",
        "smtp://host?verify=no",
        "smtp://user@host",
        "smtp://host:99999",
        "smtp://host:x",
    ],
)
def test_what_cannot_be_meant_stops_the_start_without_being_repeated(url: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        read_server(url)
    with pytest.raises(MissingSettings) as refused:
        load_settings({"GROUNDPLAN_PROFILE": "development", "MAIL_URL": url}, Part.CHORES)
    assert "MAIL_URL" in refused.value.message
    assert url not in refused.value.message
