"""The mails that the local AWS keeps instead of sending them."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

from rich.console import Group
from rich.panel import Panel
from rich.text import Text

from stack.errors import StackError

_SECONDS = 5


@dataclass(frozen=True)
class KeptMail:
    """One mail, as it was sent."""

    at: datetime
    to: str
    subject: str
    text: str
    html: str


def read_mails(aws_endpoint: str) -> list[KeptMail]:
    """Every mail that is kept, the oldest first. Raises StackError where the local AWS does not answer."""
    try:
        with urlopen(f"{aws_endpoint}/_ministack/ses/messages", timeout=_SECONDS) as answer:  # noqa: S310 - our own
            accounts = json.load(answer)["messages"]
    except (URLError, OSError, ValueError, KeyError) as error:
        raise StackError("the local AWS does not tell of its mails; is it up? `make up` starts it") from error
    return sorted((_mail(one) for account in accounts.values() for one in account), key=lambda mail: mail.at)


def show(mails: Sequence[KeptMail], most: int, folder: Path) -> Group:
    """The newest `most` of them as text, the newest last, each with the file that its HTML was written to."""
    shown = list(enumerate(mails, start=1))[-most:]
    folder.mkdir(parents=True, exist_ok=True)
    return Group(*(_panel(mail, _written(mail, folder / f"{number:04}.html")) for number, mail in shown))


def _written(mail: KeptMail, path: Path) -> Path:
    path.write_text(mail.html, encoding="utf-8")
    return path


def _panel(mail: KeptMail, path: Path) -> Panel:
    title = Text.assemble((mail.subject, "bold"), f"  to {mail.to}, {mail.at:%Y-%m-%d %H:%M:%S}")
    return Panel(Text(mail.text.rstrip()), title=title, title_align="left", subtitle=Text(str(path)), width=100)


def _mail(record: dict[str, Any]) -> KeptMail:
    return KeptMail(
        at=datetime.fromtimestamp(float(record["Timestamp"])).astimezone(),
        to=_joined(record.get("To") or ()),
        subject=str(record.get("Subject") or ""),
        text=str(record.get("BodyText") or ""),
        html=str(record.get("BodyHtml") or ""),
    )


def _joined(names: Iterable[str]) -> str:
    return ", ".join(names)
