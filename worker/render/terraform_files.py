"""Where the top-level blocks of a Terraform module go: each kind to the file that people look for it in."""

import re

from worker.architecture.errors import InvalidArchitecture

_ADDRESS = re.compile(r'^(resource|data|variable|output) "(\w+)"(?: "(\w+)")?', re.MULTILINE)


class Files:
    """Formatted text by file name. Variables and outputs go to files of their own, whoever brings them."""

    def __init__(self) -> None:
        self._files: dict[str, list[str]] = {}
        self._seen: dict[tuple[str, ...], tuple[str, str]] = {}

    def add(self, name: str, text: str, *, owner: str, heading: str = "") -> None:
        """Put each block where it belongs; the heading stands above the first that goes to the file `name`.

        Several owners may bring the same variable. Raises InvalidArchitecture where they bring anything else of one
        address.
        """
        for block in top_level_blocks(text):
            if not self._is_new(block, owner):
                continue
            file = _file_of(block, name)
            if file == name and heading:
                block, heading = f"{heading}\n{block}", ""  # noqa: PLW2901 - the block as it is written
            self._files.setdefault(file, []).append(block)

    def _is_new(self, block: str, owner: str) -> bool:
        for match in _ADDRESS.finditer(block):
            known_block, known_owner = self._seen.setdefault(match.groups(), (block, owner))
            if known_owner == owner:
                continue
            if match[1] == "variable" and known_block == block:
                return False
            address = ".".join(part for part in match.groups()[1:] if part)
            raise InvalidArchitecture(f"{owner!r} and {known_owner!r} both make {address}; rename one", place=owner)
        return True

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
