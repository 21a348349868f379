"""Why a mail did not go out.

PermanentError
├── MailRefused        this mail stays refused, as an address that cannot be
└── MailUncertain      it may have gone out: it is not sent again
TransientError
└── MailDelayed        nothing went out, and trying again can help
"""

from jobs.errors import PermanentError, TransientError


class MailRefused(PermanentError):
    """The mail was refused for good."""

    code = "mail_refused"


class MailUncertain(PermanentError):
    """Nobody knows whether the mail went out."""

    code = "mail_uncertain"


class MailDelayed(TransientError):
    """The mail cannot be sent at the moment."""

    code = "mail_delayed"
