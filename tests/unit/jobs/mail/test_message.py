from email import message_from_bytes
from email.policy import default
from uuid import UUID

import pytest

from jobs.mail.message import Mail, Picture, compose, on_one_line

ID = UUID("01a2085d-da8c-7e49-b6a2-41e34a547eaf")
PNG = b"\x89PNG\r\n\x1a\n"


def mail(**changed: object) -> Mail:
    given = {
        "id": ID,
        "kind": "job_finished",
        "to": "ada@example.com",
        "subject": "Ready",
        "text": "Fertig: schön.\n",
        "html": '<p>Done</p><img src="cid:diagram">',
        "pictures": (Picture("diagram", PNG),),
        "unsubscribe_url": "https://groundplan.example.com/mail/unsubscribe?token=1",
    }
    return Mail(**{**given, **changed})  # type: ignore[arg-type]


def read(one: Mail):  # type: ignore[no-untyped-def]
    return message_from_bytes(bytes(compose(one, sender="us@groundplan.example.com")), policy=default)


def test_a_mail_has_text_html_and_the_picture_that_stands_in_it() -> None:
    message = read(mail())
    assert message.get_content_type() == "multipart/alternative"
    text, related = message.iter_parts()
    assert text.get_content().replace("\r\n", "\n") == "Fertig: schön.\n"
    html, picture = related.iter_parts()
    assert (related.get_content_type(), html.get_content_type()) == ("multipart/related", "text/html")
    assert (picture["Content-ID"], picture.get_content_disposition()) == ("<diagram>", "inline")
    assert picture.get_content() == PNG


def test_its_headers_say_that_a_program_wrote_it_and_how_to_get_no_more() -> None:
    message = read(mail())
    assert message["From"] == "Groundplan <us@groundplan.example.com>"
    assert message["Message-ID"] == f"<job_finished.{ID}@groundplan.example.com>"
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Feedback-ID"] == "job_finished::notification:groundplan"
    assert message["List-Unsubscribe"] == "<https://groundplan.example.com/mail/unsubscribe?token=1>"
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert "List-Unsubscribe" not in read(mail(unsubscribe_url=None))


def test_long_ids_and_links_stand_on_one_line_and_other_letters_are_encoded() -> None:
    url = f"https://groundplan.example.com/mail/unsubscribe?token={'0' * 120}"
    raw = bytes(compose(mail(unsubscribe_url=url, subject="Größe " * 19), sender="us@groundplan.example.com"))
    head = raw.partition(b"\r\n\r\n")[0]
    assert f"\r\nList-Unsubscribe: <{url}>\r\n".encode() in head
    assert f"\r\nMessage-ID: <job_finished.{ID}@groundplan.example.com>\r\n".encode() in head
    assert head.isascii()
    assert all(len(line) <= 78 for line in head.split(b"\r\n") if b"<" not in line)


@pytest.mark.parametrize("end", ["\r\n", "\n", "\r", "\x0b", "\x85", "\u2028", "\x00"])
def test_no_subject_adds_a_header(end: str) -> None:
    message = read(mail(subject=f"Shop{end}Bcc: everyone@example.com{end}{end}<p>"))
    assert message["Subject"].startswith("Shop Bcc: everyone@example.com")
    assert "Bcc" not in message
    assert set(message.keys()) == set(read(mail()).keys())


@pytest.mark.parametrize(
    "address",
    ["ada@example.com\r\nBcc: eve@example.com", "ada@example.com, eve@example.com", "ada", "", "<ada@example.com>x"],
)
def test_an_address_that_is_none_is_refused(address: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        compose(mail(to=address), sender="us@example.com")


def test_long_lines_and_names_are_cut_at_a_mark() -> None:
    assert on_one_line("a  b\n\tc") == "a b c"
    assert on_one_line("x" * 100, 10) == "x" * 9 + "…"
