"""Logs as JSON lines on standard error: a constant message, and everything that varies beside it.

We log no secrets; libraries and tracebacks may. What has the shape of one is masked in every line.
"""

import json
import logging
import re
import sys
from datetime import UTC, datetime
from typing import TextIO

from jobs.tracing.context import facts

_OF_EVERY_RECORD = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}

MASK = "[masked]"
_SECRET_NAMES = re.compile(r"authorization|cookie|passw|secret|token$|api_?key", re.IGNORECASE)
_SECRETS = {
    "gp": r"\bgp[is]?_[A-Za-z0-9_-]{16,}",  # our API keys, and links of invitations and to results
    "eyJ": r"\beyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]*",  # signed tokens
    "AKIA": r"\bAKIA[A-Z2-7]{16}\b",
    "ASIA": r"\bASIA[A-Z2-7]{16}\b",
    "k_live_": r"\b[sr]k_live_[A-Za-z0-9]{8,}",  # Stripe's
    "k_test_": r"\b[sr]k_test_[A-Za-z0-9]{8,}",
    "whsec_": r"\bwhsec_[A-Za-z0-9+/]{8,}={0,2}",  # Stripe's and our webhooks'
    "://": r"(?<=://)[^\s/:@\"\\]{1,80}:[^\s/@\"\\]{1,200}(?=@)",  # who and with which password, in a URL
    "earer ": r"(?<=[Bb]earer )[^\s\"\\,]+",
    "asic ": r"(?<=[Bb]asic )[A-Za-z0-9+/=]{8,}",
    "groundplan_": r"(?:(?<=groundplan_access=)|(?<=groundplan_refresh=)|(?<=groundplan_sign_in=))[^\s;\"\\]+",
    "code=": r"(?<=[?&]code=)[^\s&\"\\]+",
    "state=": r"(?<=[?&]state=)[^\s&\"\\]+",
}
"""By a text that each of them holds. To look for that first takes a thirtieth of the time, and most lines hold none."""
_PATTERNS = tuple((mark, re.compile(pattern)) for mark, pattern in _SECRETS.items())


class JsonLines(logging.Formatter):
    """One object a line: at, level, logger, message, the record's extras, and the traceback if there is one.

    Beside them the ids of the request or job that it belongs to, where the record does not say so itself.
    """

    def __init__(self, service: str) -> None:
        super().__init__()
        self._service = service

    def format(self, record: logging.LogRecord) -> str:
        line = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "service": self._service,
            "logger": record.name,
            "message": record.getMessage(),
        }
        for name, value in vars(record).items():
            if name not in _OF_EVERY_RECORD:
                line[name] = MASK if isinstance(value, str) and _SECRET_NAMES.search(name) else value
        for name, fact in facts().items():
            line.setdefault(name, fact)
        if record.exc_info:
            line["exception"] = self.formatException(record.exc_info)
        return masked(json.dumps(line, default=str))


def masked(text: str) -> str:
    """Return ``text`` without what has the shape of a secret."""
    for mark, pattern in _PATTERNS:
        if mark in text:
            text = pattern.sub(MASK, text)
    return text


def configure(service: str, *, level: int = logging.INFO, stream: TextIO | None = None) -> None:
    """Send all logs of this process to `stream` (standard error, if None), instead of where they went before."""
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(JsonLines(service))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for chatty in ("botocore", "boto3", "urllib3", "peewee", "rq"):
        logging.getLogger(chatty).setLevel(max(level, logging.WARNING))
