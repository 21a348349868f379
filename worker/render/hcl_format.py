"""Lays HCL out as `terraform fmt` does: two spaces a level, `=` aligned over neighbouring lines, single blank lines.

Follows hclwrite/format.go. Heredocs are not understood: templates use jsonencode instead.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

_OPENERS = "([{"
_CLOSERS = ")]}"
_TOKEN = re.compile(r"\\.|\$\$\{|%%\{|[$%]\{|//|.")


@dataclass(frozen=True)
class _Line:
    text: str
    brackets: int
    """Opening minus closing brackets."""
    equals: int
    """Where the `=` of a whole one-line assignment stands, or -1."""


@lru_cache(maxsize=1024)  # designs that differ in one edge have most blocks in common
def format_hcl(text: str) -> str:
    """The text, laid out. Raises ValueError where a line ends inside a string."""
    lines = [_scan(line.strip()) for line in _without_extra_blanks(text.split("\n"))]
    return "\n".join(_indented(_aligned(lines), lines)) + "\n"


def _without_extra_blanks(lines: list[str]) -> Iterator[str]:
    kept: list[str] = []
    for line in (line.strip() for line in lines):
        after_opener = bool(kept) and kept[-1].endswith(tuple(_OPENERS))
        if line or (kept and kept[-1] and not after_opener):
            if kept and not kept[-1] and line.startswith(tuple(_CLOSERS)):
                kept.pop()
            kept.append(line)
    while kept and not kept[-1]:
        kept.pop()
    return iter(kept)


@lru_cache(maxsize=20_000)  # most lines of most modules are the same
def _scan(line: str) -> _Line:
    brackets, equals, at_equals = 0, -1, 0
    for position, character in _code(line):
        if character in _OPENERS:
            brackets += 1
        elif character in _CLOSERS:
            brackets -= 1
        elif equals < 0 < position and _is_assignment(line, position):
            equals, at_equals = position, brackets
    return _Line(line, brackets, equals if brackets == at_equals else -1)


def _is_assignment(line: str, position: int) -> bool:
    before, after = line[position - 1], line[position + 1 : position + 2]
    return line[position] == "=" and before not in "=!<>" and after not in ("=", ">")


def _code(line: str) -> Iterator[tuple[int, str]]:
    """The characters outside strings and comments. Brackets of an interpolation inside a string are balanced."""
    inside: list[str] = []  # `"` a string, `{` an interpolation in it
    for match in _TOKEN.finditer(line):
        piece = match[0]
        if inside and inside[-1] == '"':
            _step_in_string(inside, piece)
        elif piece == '"' or (inside and piece == "{"):
            inside.append(piece)
        elif inside and piece == "}":
            inside.pop()
        elif not inside and piece in ("#", "//"):
            return
        elif not inside:
            yield from enumerate(piece, start=match.start())
    if inside:
        raise ValueError(f"a string does not end: {line}")


def _step_in_string(inside: list[str], piece: str) -> None:
    if piece in ("${", "%{"):
        inside.append("{")
    elif piece == '"':
        inside.pop()


def _aligned(lines: list[_Line]) -> list[str]:
    texts = [line.text for line in lines]
    start = 0
    while start < len(lines):
        end = start
        while end < len(lines) and lines[end].equals >= 0:
            end += 1
        leads = [lines[i].text[: lines[i].equals].rstrip() for i in range(start, end)]
        width = max(map(len, leads), default=0)
        for i, lead in zip(range(start, end), leads, strict=True):
            texts[i] = f"{lead.ljust(width)} {lines[i].text[lines[i].equals :]}"
        start = end + 1
    return texts


def _indented(texts: list[str], lines: list[_Line]) -> Iterator[str]:
    levels: list[int] = []
    for text, line in zip(texts, lines, strict=True):
        _close(levels, -line.brackets)
        yield "  " * len(levels) + text if text else ""
        if line.brackets > 0:
            levels.append(line.brackets)


def _close(levels: list[int], closed: int) -> None:
    while closed > 0 and levels:
        taken = min(closed, levels[-1])
        levels[-1] -= taken
        closed -= taken
        if not levels[-1]:
            levels.pop()
