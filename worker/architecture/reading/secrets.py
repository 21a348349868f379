"""Takes keys and passwords out of a request before anything is read from it, so that no file can repeat them."""

import re

from worker.architecture.model import Assumption

MARK = "[redacted]"
FILL = "*"

_NAMED = (
    r"pass(?:word|wd|phrase|code)|pwd|secret(?:[ _-]?(?:access[ _-]?)?key)?|"
    r"(?:api|access|auth|private)[ _-]?(?:key|token)|token|bearer"
)
_WHOLE = (
    re.compile(
        r"-----BEGIN [A-Z ]*PRIVATE KEY-----.*?(?:-----END [A-Z ]*PRIVATE KEY-----|\Z)",
        re.DOTALL,
    ),
    re.compile(r"\b(?:AKIA|ASIA)[0-9A-Z]{16}\b"),
    # A secret access key is 40 characters of base64; a hash of 40 characters has no capitals.
    re.compile(r"(?<![\w/+=.-])(?=[\w/+]*[A-Z])(?=[\w/+]*[a-z])(?=[\w/+]*\d)[A-Za-z0-9/+]{40}(?![\w/+=])"),
    re.compile(r"\b(?:gh[pousr]_[A-Za-z0-9]{20,}|github_pat_\w{20,}|glpat-[\w-]{20,})"),
    re.compile(r"\bxox[abeprs]-[0-9A-Za-z-]{10,}"),
    re.compile(r"\b[sr]k[_-](?:live|test|proj|ant)?[_-]?[A-Za-z0-9_-]{20,}"),
    re.compile(r"\bAIza[\w-]{30,}"),
    re.compile(r"\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{5,}"),
)
# What follows the name of a secret. A plain word does (`password: required`), so a colon wants a digit or a sign.
_VALUES = (
    re.compile(rf"(?i)\b(?:{_NAMED})[\"'`]?\s*={{1,2}}\s*[\"'`]?([^\s\"'`,;]{{6,}})"),
    re.compile(rf"(?i)\b(?:{_NAMED})[\"'`]?\s*(?::|\bis\b)\s*[\"'`]?(?=[^\s\"'`]*[\d!#$%^&*?])([^\s\"'`,;]{{6,}})"),
    re.compile(r"\b[a-z][a-z0-9+.-]*://[^\s/:@]{1,64}:([^\s/@]{3,64})@"),
)


def without_secrets(text: str) -> str:
    """The text with keys, tokens and passwords marked as redacted. Its length, and so every offset, stays the same."""
    for pattern in _WHOLE:
        text = pattern.sub(lambda match: _marked(len(match[0])), text)
    for pattern in _VALUES:
        text = pattern.sub(_without_value, text)
    return text


def told_of(text: str, redacted: str) -> tuple[Assumption, ...]:
    """What the user is told where something was taken out; nothing where nothing was."""
    if text == redacted:
        return ()
    return (
        Assumption(
            subject="secrets",
            value="redacted",
            reason="The request holds what looks like a key or a password. It is in none of the files; whoever has "
            "seen the request has seen it, so replace it where it is used.",
            important=True,
        ),
    )


def _without_value(match: re.Match[str]) -> str:
    start, end = match.start(1) - match.start(), match.end(1) - match.start()
    # A mark of an earlier pattern stays as it is.
    if match[1].startswith(MARK):
        return match[0]
    return match[0][:start] + _marked(end - start) + match[0][end:]


def _marked(length: int) -> str:
    return MARK.ljust(length, FILL) if length >= len(MARK) else FILL * length
