"""A mail as bytes. The email package refuses line breaks in headers, so that no name or title can add one."""

from dataclasses import dataclass
from datetime import UTC, datetime
from email.errors import HeaderParseError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import EmailPolicy
from email.utils import format_datetime
from uuid import UUID

SUBJECT_CHARACTERS = 120
_WHOLE = frozenset({"message-id", "list-unsubscribe"})


class _Policy(EmailPolicy):
    """Ids and addresses of links stay on one line: folded, some mail programs do not find them."""

    def fold(self, name: str, value: str) -> str:
        return f"{name}: {value}{self.linesep}" if name.lower() in _WHOLE else super().fold(name, value)

    def fold_binary(self, name: str, value: str) -> bytes:
        return self.fold(name, value).encode("ascii") if name.lower() in _WHOLE else super().fold_binary(name, value)


_POLICY = _Policy(linesep="\r\n", max_line_length=78)


@dataclass(frozen=True)
class Picture:
    """A PNG that stands in the HTML as `cid:<name>`."""

    name: str
    content: bytes


@dataclass(frozen=True)
class Mail:
    """One mail to one address. `id` is the event's, so that its Message-ID is the same however often it is sent."""

    id: UUID
    kind: str
    to: str
    subject: str
    text: str
    html: str
    pictures: tuple[Picture, ...] = ()
    unsubscribe_url: str | None = None


def compose(mail: Mail, *, sender: str) -> EmailMessage:
    """Return the whole message. Raises ValueError where the address cannot be one."""
    domain = sender.rpartition("@")[2]
    message = EmailMessage(policy=_POLICY)
    message["From"] = Address("Groundplan", addr_spec=sender)
    message["To"] = _address(mail.to)
    message["Subject"] = on_one_line(mail.subject, SUBJECT_CHARACTERS)
    message["Date"] = format_datetime(datetime.now(UTC))
    message["Message-ID"] = f"<{mail.kind}.{mail.id}@{domain}>"
    message["Auto-Submitted"] = "auto-generated"
    message["X-Auto-Response-Suppress"] = "All"  # Exchange's own word for the same
    message["Feedback-ID"] = f"{mail.kind}::notification:groundplan"
    if mail.unsubscribe_url is not None:
        message["List-Unsubscribe"] = f"<{mail.unsubscribe_url}>"
        message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    message.set_content(mail.text)
    message.add_alternative(mail.html, subtype="html")
    _add_pictures(message, mail)
    return message


def _address(text: str) -> Address:
    try:
        return Address(addr_spec=text)
    except (HeaderParseError, IndexError) as error:
        raise ValueError("The address cannot be one.") from error


def on_one_line(text: str, longest: int = 78) -> str:
    """Text that somebody wrote, as it may stand in a subject or a line: no breaks, no control characters."""
    shown = " ".join("".join(one if one.isprintable() else " " for one in text).split())
    return f"{shown[: longest - 1].rstrip()}…" if len(shown) > longest else shown


def _add_pictures(message: EmailMessage, mail: Mail) -> None:
    *_, html = message.iter_parts()
    for picture in mail.pictures:
        html.add_related(
            picture.content,
            maintype="image",
            subtype="png",
            cid=f"<{picture.name}>",
            filename=f"{picture.name}.png",
            disposition="inline",
        )
