"""Where the top-level blocks of a Terraform module go: each kind to the file that people look for it in."""

import re

from worker.architecture.errors import InvalidArchitecture

_ADDRESS = re.compile(r'^(resource|data|variable|output) "(\w+)"(?: "(\w+)")?', re.MULTILINE)


class Files:
    """Formatted text by file name. Variables and outputs go to files of their own, whoever brings them."""

    def __init__(self) -> None:
        self._files: dict[str, list[str]] = {}
        self._owners: dict[tuple[str, ...], str] = {}

    def add(self, name: str, text: str, *, owner: str) -> None:
        """Raises InvalidArchitecture where another owner has a block of the same address."""
        for match in _ADDRESS.finditer(text):
            known = self._owners.setdefault(match.groups(), owner)
            if known != owner:
                address = ".".join(part for part in match.groups()[1:] if part)
                raise InvalidArchitecture(f"{owner!r} and {known!r} both make {address}; rename one", place=owner)
        for block in top_level_blocks(text):
            self._files.setdefault(_file_of(block, name), []).append(block)

    def add_first(self, name: str, text: str) -> None:
        """Before what is in the file."""
        self._files.setdefault(name, [])[:0] = top_level_blocks(text)

    def text(self) -> str:
        """All files as one."""
        return "\n".join(block for blocks in self._files.values() for block in blocks)

    def content(self) -> dict[str, bytes]:
        """Bytes by file name; no empty files."""
        return {name: "\n\n".join(blocks).encode() + b"\n" for name, blocks in sorted(self._files.items()) if blocks}


def top_level_blocks(text: str) -> list[str]:
    """Formatted HCL cut after each block; comments stay with the block they stand above."""
    blocks: list[list[str]] = [[]]
    for line in text.splitlines():
        if line or blocks[-1]:
            blocks[-1].append(line)
        if line.endswith("}") and not line.startswith((" ", "#")):
            blocks.append([])
    return ["\n".join(block).strip("\n") for block in blocks if any(block)]


def _file_of(block: str, name: str) -> str:
    for kind in ("variable", "output"):
        if re.search(rf'^{kind} "', block, re.MULTILINE):
            return f"{kind}s.tf"
    return name
