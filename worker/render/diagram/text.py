"""Names as a picture can hold them: in characters that XML has, broken into lines that fit."""

import re

_NOT_XML = re.compile("[^\\t\\n\\r\\u0020-\\ud7ff\\ue000-\\ufffd\\U00010000-\\U0010ffff]")
"""The complement of `Char` in XML 1.0, section 2.2."""


def of_xml(text: str) -> str:
    """Without the characters that no XML document may hold, escaped or not."""
    return _NOT_XML.sub("", text)


def wrap(text: str, *, characters: int, lines: int) -> list[str]:
    """At most `lines` lines of about `characters`, the last with an ellipsis where text is left over. Never empty."""
    words = [piece for word in text.split() for piece in _pieces(word, characters)]
    out: list[str] = []
    for word in words:
        if out and len(out[-1]) + 1 + len(word) <= characters:
            out[-1] += f" {word}"
        else:
            out.append(word)
    if len(out) > lines:
        out = [*out[: lines - 1], out[lines - 1][: characters - 1].rstrip() + "…"]
    return out or [""]


def _pieces(word: str, characters: int) -> list[str]:
    return [word[start : start + characters] for start in range(0, len(word), characters)]
