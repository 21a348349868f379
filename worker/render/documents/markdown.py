"""Text from people, as text in Markdown: it can start no link, image, table, heading, HTML or code."""

import re
from functools import lru_cache

_SPECIAL = re.compile(r"([\\`*_\[\]|~$])")
_BLOCK_START = re.compile(r"^([#+=>-]|\d+(?=[.)]\s))")
_URL = re.compile(r"(?i)\b(https?|ftp)(://)|\b(www)\.")


def escape(text: object) -> str:
    """On one line. Addresses stay readable and do not become links."""
    return _escape(str(text))


@lru_cache(maxsize=8192)
def _escape(text: str) -> str:
    """Documents repeat names and sentences, within one and from one option to the next."""
    one_line = " ".join("".join(char if char.isprintable() else " " for char in text).split())
    plain = one_line.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    plain = _SPECIAL.sub(r"\\\1", plain)
    plain = _BLOCK_START.sub(lambda m: f"\\{m[1]}" if not m[1].isdigit() else f"{m[1]}\\", plain)
    return _URL.sub(lambda m: f"{m[1]}&#58;//" if m[1] else f"{m[3]}&#46;", plain)


def quote(text: str, *, longest: int = 2000) -> str:
    """As a block quote, line by line, at most `longest` characters."""
    shown = text if len(text) <= longest else text[:longest].rsplit(" ", 1)[0] + " …"
    lines = [escape(line) for line in shown.splitlines() if line.strip()] or ["(empty)"]
    return "\n".join(f"> {line}" for line in lines)
