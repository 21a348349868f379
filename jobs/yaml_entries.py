"""A YAML file of one map, name → settings, each read into a strict pydantic model; every fault has its place."""

import difflib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails, PydanticCustomError

from jobs.yaml_document import Document, Fault, Where
from jobs.yaml_variables import Variables

Entry = TypeVar("Entry", bound=BaseModel)
Contradictions = Callable[[Mapping[str, Any]], Iterator[tuple[str, str]]]
"""(key, fault) where keys do not go together. Values may be of any type: pydantic tells of these."""


@dataclass(frozen=True)
class Entries(Generic[Entry]):
    """`key` is the only one at the top; the descriptions of `kind`'s fields are told with a fault.

    What stands at one of the `secret` keys is never told.
    """

    key: str
    noun: str
    kind: type[Entry]
    contradictions: Contradictions
    secret: tuple[str, ...] = ()

    def of(self, document: Document, faults: list[Fault]) -> dict[Any, Any]:
        """Name → settings, as they are written; what is wrong with the whole is added to `faults`."""
        content = document.content
        if faults and content is None:
            return {}
        keys = list(content) if isinstance(content, dict) else [""]
        if keys != [self.key] or not isinstance(content[self.key], dict | None):
            stranger = next((key for key in keys if key != self.key), self.key)
            faults.append(document.fault((stranger,), f"the only key at the top is {self.key}, a map of names"))
            return {}
        return content[self.key] or {}

    def read(
        self, name: Any, about: Any, document: Document, faults: list[Fault], variables: Variables | None
    ) -> Entry | None:
        """The entry, or None with what is wrong with it added to `faults`.

        Without `variables` placeholders are left as they are written. One that is off needs none of its variables, so
        that it can wait in the file to be turned on.
        """
        top: Where = (self.key, name)
        if not isinstance(name, str) or not isinstance(about, dict) or "name" in about:
            faults.append(document.fault(top, f"{self.noun} {name!r} is not a map of settings under a name"))
            return None
        found: list[Fault] = []
        filled, entry = about, None
        if variables is not None:
            on = about.get("enabled") is not False
            filled = variables.filled(about, needed=on, where=top, document=document, faults=found)
        try:
            entry = self.kind.model_validate({"name": name, **filled})
        except ValidationError as error:
            found += [fault for one in error.errors() for fault in self._told(document, name, one)]
            if all(one["type"] != "contradiction" for one in error.errors()):
                pairs = self.contradictions(filled)
                found += [document.fault((*top, key), f"{name}: {text}") for key, text in pairs]
        faults += found
        return None if found else entry

    def _told(self, document: Document, name: str, error: ErrorDetails) -> list[Fault]:
        """A fault of pydantic's, in words that say what is allowed."""
        if error["type"] == "contradiction":
            pairs = error["ctx"]["faults"]
            return [document.fault((self.key, name, key), f"{name}: {text}") for key, text in pairs]
        where = document.known((self.key, name, *error["loc"]))
        key = str(error["loc"][0])
        if error["type"] == "extra_forbidden" and len(error["loc"]) == 1:
            return [document.fault(where, f"{name}: unknown key {key!r}{self._suggestion(key)}")]
        allowed = self.kind.model_fields[key].description
        if error["type"] == "missing" and len(error["loc"]) == 1:
            return [document.fault(where, f"{name}: the key {key} is missing; it takes {allowed}")]
        if key == "name":
            return [document.fault(where, f"the name {name!r} is not taken; it takes {allowed}")]
        shown = "what stands here" if key in self.secret or len(where) < 3 else repr(document.value(where))
        return [document.fault(where, f"{name}: {key}: {shown} is not taken; it takes {allowed}")]

    def _suggestion(self, key: str) -> str:
        keys = [one for one in self.kind.model_fields if one != "name"]
        near = difflib.get_close_matches(key, keys, n=1)
        return f"; did you mean {near[0]}?" if near else f"; the keys are {', '.join(keys)}"


def refuse_contradictions(about: Mapping[str, Any], contradictions: Contradictions) -> None:
    """For a model's own validator: raise one error for all of them."""
    faults = list(contradictions(about))
    if faults:
        told = "; ".join(text for _, text in faults)
        raise PydanticCustomError("contradiction", "{told}", {"told": told, "faults": faults})


def lines_of(path: object, faults: Sequence[Fault]) -> str:
    """Each fault once, in the order of the file, with its file, line and column."""
    return "\n".join(f"{path}:{one.line}:{one.column}: {one.text}" for one in sorted(set(faults)))
