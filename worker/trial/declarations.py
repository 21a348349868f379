"""The resources that a bundle's Terraform declares, and which of them rest on which others.

Reads the layout that the renderer writes (a block begins and ends in the first column), which needs no parser.
"""

import re
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from functools import cached_property

_BLOCK = re.compile(r'^(resource|data) "(\w+)" "(\w+)" \{$(.*?)^\}$', re.MULTILINE | re.DOTALL)
_LOCALS = re.compile(r"^locals \{$(.*?)^\}$", re.MULTILINE | re.DOTALL)
_LOCAL = re.compile(r"^  (\w+)\s*= (.*?)(?=^  \w+\s*= |\Z)", re.MULTILINE | re.DOTALL)
_REFERENCE = re.compile(r"\b((?:data\.)?(?:aws_\w+|terraform_data)\.\w+|local\.\w+)")
_PROVIDER = re.compile(r'^provider "aws" \{$(.*?)^\}$', re.MULTILINE | re.DOTALL)
_ALIAS = re.compile(r'^\s*alias\s*=\s*"(\w+)"', re.MULTILINE)
_VARIABLE = re.compile(r'^variable "(\w+)" \{$', re.MULTILINE)


@dataclass(frozen=True)
class Declared:
    """A resource or data source. `address` has no index: `aws_subnet.network`, `data.aws_region.current`."""

    address: str
    type: str
    references: frozenset[str]

    @property
    def is_data(self) -> bool:
        return self.address.startswith("data.")


class Declarations:
    """Everything of one folder of .tf files, by address."""

    def __init__(self, files: Mapping[str, str]) -> None:
        self._text = "\n".join(text for name, text in sorted(files.items()) if name.endswith(".tf") and "/" not in name)

    @cached_property
    def resources(self) -> dict[str, Declared]:
        """Address → resource or data source, what it refers to followed through the locals."""
        found = {}
        for kind, type_, name, body in _BLOCK.findall(self._text):
            address = f"{'data.' if kind == 'data' else ''}{type_}.{name}"
            found[address] = Declared(address, type_, frozenset(self._resolved(_REFERENCE.findall(body))))
        return found

    @cached_property
    def variables(self) -> frozenset[str]:
        """Names of the input variables."""
        return frozenset(_VARIABLE.findall(self._text))

    @cached_property
    def aliases(self) -> tuple[str, ...]:
        """Of the AWS provider, beside the one without."""
        return tuple(alias for body in _PROVIDER.findall(self._text) for alias in _ALIAS.findall(body))

    def resting_on(self, gone: Set[str]) -> dict[str, str]:
        """Address → the one of `gone` that it refers to in the end, for everything that does and is not in `gone`."""
        because: dict[str, str] = {address: address for address in gone}
        changed = True
        while changed:
            changed = False
            for address, declared in self.resources.items():
                reason = next((because[one] for one in sorted(declared.references) if one in because), None)
                if address not in because and reason:
                    because[address] = reason
                    changed = True
        return {address: reason for address, reason in because.items() if address not in gone}

    def _resolved(self, references: Iterable[str], seen: frozenset[str] = frozenset()) -> set[str]:
        found: set[str] = set()
        for one in references:
            if not one.startswith("local."):
                found.add(one)
            elif one not in seen:
                found |= self._resolved(self._locals.get(one, ()), seen | {one})
        return found

    @cached_property
    def _locals(self) -> dict[str, list[str]]:
        pairs = [pair for body in _LOCALS.findall(self._text) for pair in _LOCAL.findall(body)]
        return {f"local.{name}": _REFERENCE.findall(value) for name, value in pairs}


def unindexed(address: str) -> str:
    """`aws_subnet.network[0]` → `aws_subnet.network`."""
    return address.split("[", 1)[0]
