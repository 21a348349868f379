"""What the command's exit codes mean; `groundplan --help` lists them."""

from enum import IntEnum

from groundplan import errors
from groundplan.credentials import NoCredentials


class ExitCode(IntEnum):
    """The codes."""

    DONE = 0
    ENDED = 1
    USAGE = 2
    NO_ENTRY = 3
    LIMIT = 4
    UNAVAILABLE = 5
    REFUSED = 6
    INTERRUPTED = 130


MEANINGS = {
    ExitCode.DONE: "it worked",
    ExitCode.ENDED: "a job, or an item of a batch, failed or was cancelled; the message says why",
    ExitCode.USAGE: "wrong arguments",
    ExitCode.NO_ENTRY: "no API key, or one that may not do this",
    ExitCode.LIMIT: "a limit of the plan or a rate is reached; the message says which, and until when",
    ExitCode.UNAVAILABLE: "the server did not answer, or broke off; trying again later can help",
    ExitCode.REFUSED: "the server refused, or what came is not genuine; the message says what to do",
    ExitCode.INTERRUPTED: "interrupted; what was submitted goes on",
}

_BY_ERROR: tuple[tuple[type[Exception] | tuple[type[Exception], ...], ExitCode], ...] = (
    ((errors.JobEnded, errors.BatchEnded), ExitCode.ENDED),
    ((NoCredentials, errors.NotSignedIn, errors.Forbidden), ExitCode.NO_ENTRY),
    (errors.LimitReached, ExitCode.LIMIT),
    (errors.Unavailable, ExitCode.UNAVAILABLE),
)


def code_of(error: errors.GroundplanError) -> ExitCode:
    """The exit code that tells of an error."""
    return next((code for kind, code in _BY_ERROR if isinstance(error, kind)), ExitCode.REFUSED)
